import DataLoader from 'dataloader';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { loadCount, loadMany, loadOne, perArguments } from '@storegraph/subgraph-kit/graphql/loaders';
import type { Page } from '@storegraph/subgraph-kit/database/keyset';
import { visibilityFor } from '@storegraph/subgraph-kit/database/visibility';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import {
  countPaymentsOfUsers,
  listPaymentsOfUsers,
  type PaymentFilter,
  type PaymentList,
} from './db/payment-list-store.ts';
import { findPayments, findPaymentsOfOrders } from './db/payment-store.ts';
import { findRefundsOfPayments } from './db/refund-store.ts';
import type { Payment } from './domain/payment.ts';
import type { Refund } from './domain/refund.ts';

/** One for each request; each loads many keys in one statement. */
export type Loaders = {
  readonly payment: DataLoader<string, Payment | null>;
  /** Oldest first. */
  readonly paymentsOfOrder: DataLoader<string, readonly Payment[]>;
  /** Oldest first. */
  readonly refundsOfPayment: DataLoader<string, readonly Refund[]>;
  readonly paymentsOfUser: (list: PaymentList) => DataLoader<string, Page<Payment>>;
  readonly paymentCountOfUser: (filter: PaymentFilter) => DataLoader<string, number>;
};

/** Each shows only what `viewer` may see. */
export function createLoaders(db: Db, viewer: Viewer): Loaders {
  const visibility = visibilityFor(viewer, 'READ_ORDERS');
  return {
    payment: loadOne((ids) => findPayments(db, ids, visibility), 'id'),
    paymentsOfOrder: loadMany((orderIds) => findPaymentsOfOrders(db, orderIds, visibility), 'orderId'),
    refundsOfPayment: loadMany((paymentIds) => findRefundsOfPayments(db, paymentIds), 'paymentId'),
    paymentsOfUser: perArguments(
      (list) =>
        new DataLoader(
          async (userIds) => {
            const pages = await listPaymentsOfUsers(db, userIds, list);
            return userIds.map((userId) => pages.get(userId) ?? { items: [], hasNextPage: false });
          },
          { cache: false },
        ),
    ),
    paymentCountOfUser: perArguments((filter) => loadCount((userIds) => countPaymentsOfUsers(db, userIds, filter))),
  };
}
