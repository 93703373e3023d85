import { defineEvents } from '@storegraph/subgraph-kit/events/event-type';
import { z } from 'zod';
import { ids, money } from './payload-fields.ts';

const attempt = z.object({ orderId: ids.orderId, paymentId: ids.paymentId, userId: ids.userId });
const about = { subject: 'orderId', payload: attempt } as const;
const moneyBack = { subject: 'orderId', payload: attempt.extend({ refundId: ids.refundId, ...money }) } as const;

// Left out of events that were recorded before it was told.
const remainingMinor = z
  .int()
  .min(0)
  .optional()
  .describe('what of the payment has not gone back; 0 once it is refunded in whole');

/** What the payment subgraph tells. */
export const paymentEvents = defineEvents('payment', {
  PaymentStarted: { ...about, meaning: 'An attempt to pay the order is open.' },
  PaymentCaptured: {
    meaning: 'The attempt took the money: the order is paid. It carries the amount, so that no subscriber asks for it.',
    subject: 'orderId',
    payload: attempt.extend(money),
  },
  PaymentFailed: { ...about, meaning: 'The provider declined the attempt.' },
  PaymentCancelled: { ...about, meaning: 'The attempt was called off before it took money.' },
  PaymentExpired: { ...about, meaning: 'The window of the attempt ran out before it took money.' },
  PaymentRefunded: {
    meaning: 'Money that had paid the order went back.',
    subject: 'orderId',
    payload: moneyBack.payload.extend({ remainingMinor }),
  },
  ChargeReturned: { ...moneyBack, meaning: 'Money went back that had paid nothing: no refund of the order.' },
});
