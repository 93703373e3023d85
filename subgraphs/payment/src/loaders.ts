import type { Db } from '@storegraph/subgraph-kit/database';
import type { Page } from '@storegraph/subgraph-kit/pagination';
import { isStaff, type Viewer } from '@storegraph/subgraph-kit/viewer';
import DataLoader from 'dataloader';
import { countPaymentsOfUsers, listPaymentsOfUsers, type PaymentFilter, type PaymentList } from './db/payment-list-store.ts';
import { findPayments, findPaymentsOfOrders, type Visibility } from './db/payment-store.ts';
import type { Payment } from './domain/payment.ts';

export type Loaders = {
  readonly payment: DataLoader<string, Payment | null>;
  /** Oldest first. */
  readonly paymentsOfOrder: DataLoader<string, readonly Payment[]>;
  /** By user. */
  readonly pageOfUser: (list: PaymentList) => DataLoader<string, Page<Payment>>;
  /** By user. */
  readonly countOfUser: (filter: PaymentFilter) => DataLoader<string, number>;
};

// They batch and remember nothing: two mutations of one operation must not read what was so before them.
const batchOnly = { cache: false } as const;

/** Made once per request; each shows only what `viewer` may see. */
export function createLoaders(db: Db, viewer: Viewer): Loaders {
  const visibility = visibilityFor(viewer);
  return {
    payment: new DataLoader(async (ids) => {
      const byId = new Map((await findPayments(db, ids, visibility)).map((payment) => [payment.id, payment]));
      return ids.map((id) => byId.get(id) ?? null);
    }, batchOnly),
    paymentsOfOrder: new DataLoader(async (orderIds) => {
      const byOrder = Map.groupBy(await findPaymentsOfOrders(db, orderIds, visibility), ({ orderId }) => orderId);
      return orderIds.map((orderId) => byOrder.get(orderId) ?? []);
    }, batchOnly),
    pageOfUser: perArguments((list) =>
      new DataLoader(async (userIds) => {
        const pages = await listPaymentsOfUsers(db, userIds, list);
        return userIds.map((userId) => pages.get(userId) ?? { items: [], hasNextPage: false });
      }, batchOnly)),
    countOfUser: perArguments((filter) =>
      new DataLoader(async (userIds) => {
        const counts = await countPaymentsOfUsers(db, userIds, filter);
        return userIds.map((userId) => counts.get(userId) ?? 0);
      }, batchOnly)),
  };
}

export function visibilityFor(viewer: Viewer): Visibility {
  if (viewer.kind === 'service' || isStaff(viewer)) return 'everybodys';
  return viewer.kind === 'user' ? { onlyOf: viewer.userId } : 'nobodys';
}

/** A loader for each set of arguments: a field of an operation has the same for every parent, so its parents share one. */
function perArguments<Args, Loader>(make: (args: Args) => Loader): (args: Args) => Loader {
  const loaders = new Map<string, Loader>();
  return (args) => {
    const key = JSON.stringify(args);
    const loader = loaders.get(key) ?? make(args);
    loaders.set(key, loader);
    return loader;
  };
}
