import { and, eq, isNotNull, ne, or, sql } from 'drizzle-orm';
import { emptyAuditDetails } from '@storegraph/subgraph-kit/database/audit-log-store';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { forgetKeysOf } from '@storegraph/subgraph-kit/database/idempotency';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import type { OrderAddress } from '../domain/address.ts';
import type { OrderStatus } from '../domain/order.ts';
import type { SagaState } from '../domain/saga.ts';
import { requestSchema, toIntendedEnd } from './saga-row.ts';
import {
  cartLineTable,
  cartTable,
  fulfillmentTable,
  orderTable,
  sagaTable,
  shopperTable,
  timelineTable,
} from './schema.ts';

/** Tables that {@link erasePerson} takes a person out of. */
export const ERASED_TABLES: readonly string[] = [
  'audit_log',
  'cart',
  'cart_line',
  'fulfillment',
  'idempotency',
  'order_event',
  'order_saga',
  'orders',
  'shopper',
];

/** All others, and why they stay as they are. */
export const KEPT_TABLES: Readonly<Record<string, string>> = {
  dead_letter: 'events carry ids alone, and errors no values',
  erasure: 'the ids of who was erased',
  inbox: 'ids of events',
  inbox_attempt: 'ids of events',
  order_line: 'what was sold, for how much: the books',
  outbox: 'events carry ids alone',
};

const ENDED: readonly OrderStatus[] = ['CANCELLED', 'EXPIRED', 'COMPLETED'];
const ENDED_SAGAS: readonly SagaState[] = ['DONE', 'REJECTED'];

/**
 * Takes out of orders what tells of who bought: of those that have ended, since the others are still to be sent. Amounts
 * and goods stay, and the country, by which they were taxed.
 * @returns false while an order of theirs is open
 */
export async function erasePerson(tx: Tx, userId: string): Promise<boolean> {
  const orders = await tx
    .named('order.findOrdersToErase')
    .select({ id: orderTable.id, status: orderTable.status })
    .from(orderTable)
    .where(eq(orderTable.userId, userId));
  const ended = orders.filter(({ status }) => ENDED.includes(status)).map(({ id }) => id);
  if (ended.length > 0) await eraseOrders(tx, ended);
  const openSagas = await eraseSagas(tx, userId, ended);
  await tx.named('order.eraseCartLines').delete(cartLineTable).where(eq(cartLineTable.ownerId, userId));
  await tx.named('order.eraseCart').delete(cartTable).where(eq(cartTable.ownerId, userId));
  await tx.named('order.eraseShopper').delete(shopperTable).where(eq(shopperTable.userId, userId));
  await forgetKeysOf(tx, userId);
  return ended.length === orders.length && openSagas === 0;
}

// As `withoutPerson` writes it.
const addressWithoutPerson = sql`json_object('recipient', '', 'phone', null, 'line1', '', 'line2', null, 'city', '',
  'region', null, 'postalCode', '', 'countryCode', json_value(shipping_address, '$.countryCode'))`;

async function eraseOrders(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx
    .named('order.eraseOrders')
    .update(orderTable)
    .set({ shippingAddress: addressWithoutPerson, note: null })
    .where(oneOf(orderTable.id, ids));
  await tx
    .named('order.eraseTimelines')
    .update(timelineTable)
    .set({ note: null })
    .where(
      and(oneOf(timelineTable.orderId, ids), isNotNull(timelineTable.note), ne(timelineTable.actorKind, 'SYSTEM')),
    );
  await tx
    .named('order.eraseFulfillments')
    .update(fulfillmentTable)
    .set({ trackingNumber: null })
    .where(oneOf(fulfillmentTable.orderId, ids));
  await emptyAuditDetails(tx, ids);
}

/** Returns how many are still under way, which need what they were asked for. */
async function eraseSagas(tx: Tx, userId: string, endedOrders: readonly string[]): Promise<number> {
  const sagas = await tx
    .named('order.findSagasToErase')
    .select({
      orderId: sagaTable.orderId,
      state: sagaTable.state,
      request: sagaTable.request,
      intendedEnd: sagaTable.intendedEnd,
    })
    .from(sagaTable)
    // Rows older than the column have no user.
    .where(
      endedOrders.length === 0
        ? eq(sagaTable.userId, userId)
        : or(eq(sagaTable.userId, userId), oneOf(sagaTable.orderId, endedOrders)),
    );
  const ended = sagas.filter(({ state }) => ENDED_SAGAS.includes(state));
  for (const saga of ended) {
    const request = requestSchema.parse(saga.request);
    const end = saga.intendedEnd === null ? null : toIntendedEnd(saga.intendedEnd);
    await tx
      .named('order.eraseSaga')
      .update(sagaTable)
      .set({
        request: { ...request, shippingAddress: withoutPerson(request.shippingAddress), note: null, cartOwnerId: null },
        intendedEnd: end && { ...end, reason: null },
        lastError: null,
        visitorId: null,
        addressHash: null,
      })
      .where(and(eq(sagaTable.orderId, saga.orderId), oneOf(sagaTable.state, ENDED_SAGAS)));
  }
  return sagas.length - ended.length;
}

const withoutPerson = ({ countryCode }: OrderAddress): OrderAddress => ({
  recipient: '',
  phone: null,
  line1: '',
  line2: null,
  city: '',
  region: null,
  postalCode: '',
  countryCode,
});
