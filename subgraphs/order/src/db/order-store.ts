import { and, asc, eq, sql } from 'drizzle-orm';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { money, type Money } from '@storegraph/subgraph-kit/money';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { isGiven, prepared } from '@storegraph/subgraph-kit/database/prepared';
import { isStaff, type Viewer } from '@storegraph/subgraph-kit/viewer';
import type { OrderAddress } from '../domain/address.ts';
import { INITIAL_STATE, ORDER_TRANSITIONS, type Debt, type Fulfillment, type Order } from '../domain/order.ts';
import type { OrderLine, ReservedLine } from '../domain/order-line.ts';
import type { OrderRequest } from '../domain/saga.ts';
import type { Actor } from '../domain/timeline.ts';
import { toOrder, orderColumns } from './order-row.ts';
import { fulfillmentTable, orderLineTable, orderTable } from './schema.ts';
import { addToTimeline, beginTimelines } from './timeline-store.ts';

/** Whose orders somebody sees; somebody else's is as good as missing. */
type Sight = 'everybodys' | 'own' | 'none';

function sightOf(viewer: Viewer): Sight {
  if (viewer.kind === 'service' || isStaff(viewer)) return 'everybodys';
  return viewer.kind === 'user' ? 'own' : 'none';
}

const ordersSeen = prepared((db, { by, sight }: { readonly by: 'id' | 'sequence'; readonly sight: Sight }) =>
  db
    .select(orderColumns)
    .from(orderTable)
    .where(
      and(
        oneOf(orderTable[by], sql.placeholder('keys')),
        sight === 'everybodys' ? undefined : sight === 'own' ? isGiven(orderTable.userId, 'viewerId') : sql`false`,
      ),
    )
    .prepare(),
);

async function see(
  db: Db | Tx,
  viewer: Viewer,
  by: 'id' | 'sequence',
  keys: readonly (string | number)[],
): Promise<readonly Order[]> {
  const rows = await ordersSeen(db, { by, sight: sightOf(viewer) }).execute({
    keys,
    ...(viewer.kind === 'user' && { viewerId: viewer.userId }),
  });
  return rows.map(toOrder);
}

export const findOrders = (db: Db | Tx, viewer: Viewer, ids: readonly string[]): Promise<readonly Order[]> =>
  see(db, viewer, 'id', ids);

export async function findOrder(db: Db | Tx, viewer: Viewer, id: string): Promise<Order | null> {
  const [order] = await findOrders(db, viewer, [id]);
  return order ?? null;
}

export async function findOrderBySequence(db: Db | Tx, viewer: Viewer, sequence: number): Promise<Order | null> {
  const [order] = await see(db, viewer, 'sequence', [sequence]);
  return order ?? null;
}

/** What an order owes. */
export async function loadDebt(db: Db | Tx, orderId: string): Promise<Debt | null> {
  const [row] = await debts(db).execute({ orderId });
  return row === undefined
    ? null
    : { userId: row.userId, total: money(row.amount, row.currency), holdExpiresAt: row.holdExpiresAt };
}

const debts = prepared((db) => {
  const { userId, totalMinor: amount, currency, holdExpiresAt } = orderTable;
  return db
    .select({ userId, amount, currency, holdExpiresAt })
    .from(orderTable)
    .where(isGiven(orderTable.id, 'orderId'))
    .prepare();
});

/** An order whose stock is held. */
export type HeldOrder = {
  readonly id: string;
  readonly request: OrderRequest;
  readonly lines: readonly ReservedLine[];
  readonly total: Money;
};

/**
 * Writes orders whose stock is held, with their lines, their first step and their event. Their hold runs from now, by
 * the database's clock.
 */
export async function insertOrders(tx: Tx, orders: readonly HeldOrder[], holdMs: number): Promise<void> {
  await bulkInsert(
    tx,
    orderTable,
    orders.map(({ id, request, lines, total }) => ({
      id,
      userId: request.userId,
      ...INITIAL_STATE,
      shippingAddress: request.shippingAddress,
      note: request.note,
      totalQuantity: lines.reduce((sum, line) => sum + line.quantity, 0),
      totalMinor: total.amount,
      currency: total.currency,
      holdExpiresAt: sql`utc_timestamp(3) + interval ${Math.round(holdMs * 1000)} microsecond`,
    })),
  );
  await bulkInsert(
    tx,
    orderLineTable,
    orders.flatMap(({ id, lines }) =>
      lines.map(({ unitPrice, ...line }, position) => ({
        ...line,
        id: newId(),
        orderId: id,
        position,
        unitPriceMinor: unitPrice.amount,
        currency: unitPrice.currency,
      })),
    ),
  );
  await beginTimelines(
    tx,
    orders.map(({ id, request }) => ({
      orderId: id,
      kind: 'PLACED',
      actor: { kind: 'BUYER', userId: request.userId },
    })),
  );
  await recordEvents(
    tx,
    orders.map(({ id, request }) => toEvent('OrderPlaced', { id, userId: request.userId })),
  );
}

/**
 * Moves an order along one transition, with its step in the timeline and its event. Guarded by the state it comes from.
 * @returns false, having changed nothing, when the order is not in that state
 */
export async function moveOrder(
  tx: Tx,
  order: { readonly id: string; readonly userId: string },
  transition: keyof typeof ORDER_TRANSITIONS,
  step: { readonly actor: Actor; readonly note?: string | null; readonly at?: Date },
): Promise<boolean> {
  const { timeline, event } = ORDER_TRANSITIONS[transition];
  const [{ affectedRows }] = await transitions(tx, transition).execute({ orderId: order.id });
  if (affectedRows === 0) return false;
  await addToTimeline(tx, order.id, { kind: timeline, ...step }, 'latest');
  await recordEvents(tx, [toEvent(event, order)]);
  return true;
}

const transitions = prepared((db, transition: keyof typeof ORDER_TRANSITIONS) => {
  const { from, to } = ORDER_TRANSITIONS[transition];
  return db
    .update(orderTable)
    .set(to)
    .where(
      and(
        isGiven(orderTable.id, 'orderId'),
        eq(orderTable.status, from.status),
        eq(orderTable.fulfillmentStatus, from.fulfillmentStatus),
      ),
    )
    .prepare();
});

/**
 * Moves an order whose saga has just been moved in the same transaction, which proves where the order stands.
 * @throws Error, so that neither moves, when the two do not fit
 */
export async function moveOrderWithSaga(...args: Parameters<typeof moveOrder>): Promise<void> {
  if (!(await moveOrder(...args))) throw new Error(`The saga of ${args[1].id} does not fit its order`);
}

/** Changes address or note of an unpaid order. Returns false when it is not unpaid any more. */
export async function changeOrder(
  tx: Tx,
  order: { readonly id: string; readonly userId: string },
  change: { readonly shippingAddress?: OrderAddress; readonly note?: string | null },
  actor: Actor,
): Promise<boolean> {
  // The lock makes "unpaid" hold until the commit, and does not depend on the row being different afterwards.
  const [unpaid] = await tx
    .select({ id: orderTable.id })
    .from(orderTable)
    .where(and(eq(orderTable.id, order.id), eq(orderTable.status, INITIAL_STATE.status)))
    .for('update');
  if (unpaid === undefined) return false;
  await tx.update(orderTable).set(change).where(eq(orderTable.id, order.id));
  await addToTimeline(tx, order.id, { kind: 'UPDATED', actor }, 'latest');
  await recordUpdate(tx, order);
  return true;
}

/** Tells that an order shows something new, though it stands where it stood. */
export const recordUpdate = (tx: Tx, order: { readonly id: string; readonly userId: string }): Promise<void> =>
  recordEvents(tx, [toEvent('OrderUpdated', order)]);

const toEvent = (type: string, order: { readonly id: string; readonly userId: string }) => ({
  type,
  version: 1,
  subjectId: order.id,
  payload: { orderId: order.id, userId: order.userId },
});

export async function insertFulfillment(
  tx: Tx,
  orderId: string,
  parcel: Pick<Fulfillment, 'carrier' | 'trackingNumber'>,
): Promise<void> {
  await tx.insert(fulfillmentTable).values({ orderId, ...parcel });
}

export async function markDelivered(tx: Tx, orderId: string): Promise<void> {
  await tx
    .update(fulfillmentTable)
    .set({ deliveredAt: sql`utc_timestamp(3)` })
    .where(eq(fulfillmentTable.orderId, orderId));
}

const linesOfOrders = prepared((db) => {
  const { id, orderId, variantId, productId, sku, name, quantity, unitPriceMinor, currency, position } = orderLineTable;
  return db
    .select({ id, orderId, variantId, productId, sku, name, quantity, unitPriceMinor, currency })
    .from(orderLineTable)
    .where(oneOf(orderId, sql.placeholder('orderIds')))
    .orderBy(asc(orderId), asc(position))
    .prepare();
});

/** Lines of many orders, each order's in its own order. */
export async function findLines(db: Db, orderIds: readonly string[]): Promise<readonly OrderLine[]> {
  const rows = await linesOfOrders(db).execute({ orderIds });
  return rows.map(({ unitPriceMinor, currency, ...line }) => ({ ...line, unitPrice: money(unitPriceMinor, currency) }));
}

export async function findFulfillments(
  db: Db,
  orderIds: readonly string[],
): Promise<readonly (Fulfillment & { readonly orderId: string })[]> {
  return db.select().from(fulfillmentTable).where(oneOf(fulfillmentTable.orderId, orderIds));
}
