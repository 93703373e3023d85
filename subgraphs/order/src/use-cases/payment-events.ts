import type { paymentEvents } from '@storegraph/event-catalogue/payment-events';
import type { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import type { EventOf } from '@storegraph/subgraph-kit/events/event-type';
import type { EventHandlers } from '@storegraph/subgraph-kit/events/inbox';
import { extendHold, loadDebt, recordUpdate } from '../db/order-store.ts';
import { addToTimeline } from '../db/timeline-store.ts';
import type { Debt } from '../domain/order.ts';
import { SYSTEM, type Actor, type TimelineKind } from '../domain/timeline.ts';
import { cancelRefunded } from './cancel-paid.ts';
import { markPaid } from './mark-paid.ts';

/** What payment's events do to orders: the money makes an order PAID, and attempts and refunds show in its timeline. */
export const paymentEventHandlers: Omit<EventHandlers<typeof subscriptions.order>, 'UserErased'> = {
  PaymentCaptured: async (tx, event) => {
    const { orderId, amountMinor, currency } = event.payload;
    const { userId, total } = await requireOrder(tx, orderId);
    if (total.amount !== amountMinor || total.currency !== currency)
      throw new Error(
        `${amountMinor} ${currency} came for order ${orderId}, which costs ${total.amount} ${total.currency}`,
      );
    await markPaid(tx, { id: orderId, userId }, new Date(event.occurredAt));
  },
  PaymentRefunded: async (tx, event) => {
    const { orderId, remainingMinor } = event.payload;
    const { userId } = await requireOrder(tx, orderId);
    // Nobody shall confirm or send what is paid no more. What was sent before stays sent.
    if (remainingMinor === 0) await cancelRefunded(tx, { id: orderId, userId });
    await addToTimeline(tx, orderId, { kind: 'REFUNDED', actor: SYSTEM, at: new Date(event.occurredAt) }, 'latest');
    await recordUpdate(tx, { id: orderId, userId });
  },
  PaymentStarted: async (tx, event) => {
    await extendHold(tx, event.payload.orderId);
    await addAttempt(tx, event, 'PAYMENT_STARTED', ({ userId }) => ({ kind: 'BUYER', userId }));
  },
  PaymentExpired: (tx, event) => addAttempt(tx, event, 'PAYMENT_EXPIRED'),
  PaymentFailed: (tx, event) => addAttempt(tx, event, 'PAYMENT_FAILED', () => SYSTEM, 'Declined'),
  PaymentCancelled: (tx, event) => addAttempt(tx, event, 'PAYMENT_FAILED', () => SYSTEM, 'Cancelled'),
};

async function addAttempt(
  tx: Tx,
  event: EventOf<typeof paymentEvents.PaymentStarted>,
  kind: TimelineKind,
  actorOf: (order: Debt) => Actor = () => SYSTEM,
  note: string | null = null,
): Promise<void> {
  const { orderId } = event.payload;
  const order = await requireOrder(tx, orderId);
  await addToTimeline(tx, orderId, { kind, actor: actorOf(order), at: new Date(event.occurredAt), note }, 'first');
  await recordUpdate(tx, { id: orderId, userId: order.userId });
}

async function requireOrder(tx: Tx, orderId: string): Promise<Debt> {
  const order = await loadDebt(tx, orderId);
  // The event comes again: payment knew the order before we do only when its answer to `openPayable` was lost.
  if (order === null) throw new Error(`There is no order ${orderId} yet`);
  return order;
}
