import { defineEvents } from '@storegraph/subgraph-kit/events/event-type';
import { z } from 'zod';
import { ids } from './payload-fields.ts';

const about = { subject: 'orderId', payload: z.object({ orderId: ids.orderId, userId: ids.userId }) } as const;

/** What the order subgraph tells. */
export const orderEvents = defineEvents('order', {
  OrderPlaced: { ...about, meaning: 'The order exists, unpaid, and its stock is held.' },
  OrderPaid: { ...about, meaning: 'The order is paid.' },
  OrderConfirmed: { ...about, meaning: 'Staff have confirmed the paid order.' },
  OrderShipped: { ...about, meaning: 'The order is on its way.' },
  OrderDelivered: { ...about, meaning: 'The order has arrived.' },
  OrderCancelled: { ...about, meaning: 'The order was cancelled, unpaid or paid.' },
  OrderExpired: { ...about, meaning: 'The order was not paid while its stock was held.' },
  OrderUpdated: { ...about, meaning: 'The order shows something new, though it stands where it stood.' },
});
