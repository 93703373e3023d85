import DataLoader from 'dataloader';
import { CommandUnansweredError } from '@storegraph/subgraph-kit/http/command';
import { loadCount, loadMany, loadOne, perArguments } from '@storegraph/subgraph-kit/graphql/loaders';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { fetchOffers } from './clients/inventory.ts';
import { findCartLines } from './db/cart-store.ts';
import { countOrdersOfUsers, listOrdersOfUsers, type OrderFilter, type OrderList } from './db/order-list-store.ts';
import { findFulfillments, findLines, findOrders } from './db/order-store.ts';
import { findTimelines } from './db/timeline-store.ts';
import type { CartLine, Offer } from './domain/cart.ts';
import type { Fulfillment, Order } from './domain/order.ts';
import type { OrderLine } from './domain/order-line.ts';
import type { TimelineEntry } from './domain/timeline.ts';
import type { Deps } from './use-cases/deps.ts';
import { errorText } from '@storegraph/subgraph-kit/describe-error';

/** One for each request; each loads many keys in one statement or command. */
export type Loaders = {
  /** Orders that the viewer may see; null for all others. */
  readonly orders: DataLoader<string, Order | null>;
  readonly lines: DataLoader<string, readonly OrderLine[]>;
  readonly timelines: DataLoader<string, readonly TimelineEntry[]>;
  readonly fulfillments: DataLoader<string, Fulfillment | null>;
  readonly ordersOfUser: (list: OrderList) => DataLoader<string, readonly Order[]>;
  readonly orderCountOfUser: (filter: OrderFilter) => DataLoader<string, number>;
  readonly cartLines: DataLoader<string, readonly CartLine[]>;
  /** Today's price and stock by variant. */
  readonly offers: DataLoader<string, Offer>;
};

export function createLoaders(deps: Deps, viewer: Viewer): Loaders {
  const { db } = deps.database;
  return {
    orders: loadOne((ids) => findOrders(db, viewer, ids), 'id'),
    lines: loadMany((ids) => findLines(db, ids), 'orderId'),
    timelines: loadMany((ids) => findTimelines(db, ids), 'orderId'),
    fulfillments: loadOne((ids) => findFulfillments(db, ids), 'orderId'),
    ordersOfUser: perArguments((list) => loadMany((userIds) => listOrdersOfUsers(db, userIds, list), 'userId')),
    orderCountOfUser: perArguments((filter) => loadCount((userIds) => countOrdersOfUsers(db, userIds, filter))),
    cartLines: loadMany((ownerIds) => findCartLines(db, ownerIds), 'ownerId'),
    // The lines and the sum of a cart ask at different times, and shall see the same price.
    offers: new DataLoader((variantIds) => loadOffers(deps, variantIds), { maxBatchSize: MAX_QUOTES }),
  };
}

// As many as the inventory quotes at once.
const MAX_QUOTES = 1_000;

function loadOffers(deps: Deps, variantIds: readonly string[]): Promise<readonly Offer[]> {
  return fetchOffers(deps.inventory, variantIds).catch((error: unknown) => {
    if (!(error instanceof CommandUnansweredError)) throw error;
    deps.log.warn({ reason: errorText(error) }, 'a cart is shown without prices');
    return variantIds.map(() => ({ kind: 'unknown' }));
  });
}
