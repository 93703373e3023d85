import DataLoader from 'dataloader';
import { CommandUnansweredError } from '@storegraph/subgraph-kit/command';
import type { Money } from '@storegraph/subgraph-kit/money';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { fetchPrices } from './clients/inventory.ts';
import { findCartLines } from './db/cart-store.ts';
import { countOrdersOfUsers, listOrdersOfUsers, type OrderFilter, type OrderPageRequest } from './db/order-page.ts';
import { findFulfillments, findLines, findOrders } from './db/order-store.ts';
import { findTimelines } from './db/timeline-store.ts';
import type { CartLine } from './domain/cart.ts';
import type { OrderLine } from './domain/order-line.ts';
import type { Fulfillment, Order } from './domain/order.ts';
import type { TimelineEntry } from './domain/timeline.ts';
import type { Deps } from './use-cases/deps.ts';

/** One for each request; each loads many keys in one statement or command. */
export type Loaders = {
  /** Orders that whoever asks may see; null for all others. */
  readonly orders: DataLoader<string, Order | null>;
  readonly lines: DataLoader<string, readonly OrderLine[]>;
  readonly timelines: DataLoader<string, readonly TimelineEntry[]>;
  readonly fulfillments: DataLoader<string, Fulfillment | null>;
  readonly ordersOfUser: (request: OrderPageRequest) => DataLoader<string, readonly Order[]>;
  readonly orderCountOfUser: (filter: OrderFilter) => DataLoader<string, number>;
  readonly cartLines: DataLoader<string, readonly CartLine[]>;
  /** Today's price by variant; null when the variant is not on sale, or the inventory does not answer. */
  readonly prices: DataLoader<string, Money | null>;
};

export function createLoaders(deps: Deps, viewer: Viewer): Loaders {
  const { db } = deps.database;
  return {
    orders: new DataLoader(async (ids) => one(ids, await findOrders(db, viewer, ids), (order) => order.id)),
    lines: new DataLoader(async (ids) => many(ids, await findLines(db, ids), (line) => line.orderId)),
    timelines: new DataLoader(async (ids) => many(ids, await findTimelines(db, ids), (entry) => entry.orderId)),
    fulfillments: new DataLoader(async (ids) => one(ids, await findFulfillments(db, ids), (fulfillment) => fulfillment.orderId)),
    ordersOfUser: perQuestion(async (userIds, request) => many(userIds, await listOrdersOfUsers(db, userIds, request), (order) => order.userId)),
    orderCountOfUser: perQuestion(async (userIds, filter) => {
      const counts = await countOrdersOfUsers(db, userIds, filter);
      return userIds.map((userId) => counts.get(userId) ?? 0);
    }),
    cartLines: new DataLoader(async (ownerIds) => many(ownerIds, await findCartLines(db, ownerIds), (line) => line.ownerId)),
    prices: new DataLoader((variantIds) => loadPrices(deps, variantIds), { maxBatchSize: MAX_QUOTES }),
  };
}

// As many as the inventory quotes at once.
const MAX_QUOTES = 1_000;

async function loadPrices(deps: Deps, variantIds: readonly string[]): Promise<readonly (Money | null)[]> {
  const prices = await fetchPrices(deps.inventory, variantIds).catch((error: unknown) => {
    if (!(error instanceof CommandUnansweredError)) throw error;
    deps.log.warn({ err: error }, 'a cart is shown without prices');
    return new Map<string, Money>();
  });
  return variantIds.map((variantId) => prices.get(variantId) ?? null);
}

/** One loader of users for each question that is asked of them, such as a page with its filter. */
function perQuestion<Question, Value>(
  load: (userIds: readonly string[], question: Question) => Promise<readonly Value[]>,
): (question: Question) => DataLoader<string, Value> {
  const loaders = new Map<string, DataLoader<string, Value>>();
  return (question) => {
    const name = JSON.stringify(question);
    const loader = loaders.get(name) ?? new DataLoader<string, Value>((userIds) => load(userIds, question));
    loaders.set(name, loader);
    return loader;
  };
}

function one<Item>(keys: readonly string[], items: readonly Item[], keyOf: (item: Item) => string): (Item | null)[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  return keys.map((key) => byKey.get(key) ?? null);
}

function many<Item>(keys: readonly string[], items: readonly Item[], keyOf: (item: Item) => string): (readonly Item[])[] {
  const byKey = Map.groupBy(items, keyOf);
  return keys.map((key) => byKey.get(key) ?? []);
}
