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
  readonly paymentsOfUser: DataLoader<{ readonly userId: string; readonly list: PaymentList }, Page<Payment>>;
  readonly paymentCountOfUser: DataLoader<{ readonly userId: string; readonly filter: PaymentFilter }, number>;
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
    paymentsOfUser: new DataLoader(
      (keys) => perUser(keys, ({ list }) => list, (userIds, list) => listPaymentsOfUsers(db, userIds, list), { items: [], hasNextPage: false }),
      batchOnly,
    ),
    paymentCountOfUser: new DataLoader(
      (keys) => perUser(keys, ({ filter }) => filter, (userIds, filter) => countPaymentsOfUsers(db, userIds, filter), 0),
      batchOnly,
    ),
  };
}

export function visibilityFor(viewer: Viewer): Visibility {
  if (viewer.kind === 'service' || isStaff(viewer)) return 'everybodys';
  return viewer.kind === 'user' ? { onlyOf: viewer.userId } : 'nobodys';
}

/** Loads for all users that ask with the same arguments in one go; one field in an operation has the same for every parent. */
async function perUser<Key extends { readonly userId: string }, Args, Value>(
  keys: readonly Key[],
  argsOf: (key: Key) => Args,
  load: (userIds: readonly string[], args: Args) => Promise<ReadonlyMap<string, Value>>,
  none: Value,
): Promise<readonly Value[]> {
  const shapeOf = (key: Key): string => JSON.stringify(argsOf(key));
  const groups = Map.groupBy(keys, shapeOf);
  const loaded = new Map(
    await Promise.all(
      [...groups].map(async ([shape, [first, ...others]]) => {
        if (first === undefined) throw new Error('A group has a member');
        return [shape, await load([first, ...others].map(({ userId }) => userId), argsOf(first))] as const;
      }),
    ),
  );
  return keys.map((key) => loaded.get(shapeOf(key))?.get(key.userId) ?? none);
}
