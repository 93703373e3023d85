import { paymentEvents } from '@storegraph/event-catalogue/payment-events';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import type { Payment } from '../domain/payment.ts';
import type { Refund } from '../domain/refund.ts';

type Subject = Pick<Payment, 'id' | 'orderId' | 'userId'>;

const about = ({ id, orderId, userId }: Subject) => ({ orderId, paymentId: id, userId });

export const paymentStarted = (payment: Subject) => newEvent(paymentEvents.PaymentStarted, about(payment));
export const paymentExpired = (payment: Subject) => newEvent(paymentEvents.PaymentExpired, about(payment));
export const paymentCancelled = (payment: Subject) => newEvent(paymentEvents.PaymentCancelled, about(payment));
export const paymentFailed = (payment: Subject) => newEvent(paymentEvents.PaymentFailed, about(payment));

export const paymentCaptured = (payment: Subject & Pick<Payment, 'amountMinor' | 'currency'>) => {
  const { amountMinor, currency } = payment;
  return newEvent(paymentEvents.PaymentCaptured, { ...about(payment), amountMinor, currency });
};

type Returned = Pick<Refund, 'id' | 'amountMinor' | 'currency'>;

const moneyBack = (payment: Subject, { id, amountMinor, currency }: Returned) => ({
  ...about(payment),
  refundId: id,
  amountMinor,
  currency,
});

export const paymentRefunded = (payment: Subject, refund: Returned, remainingMinor: number) =>
  newEvent(paymentEvents.PaymentRefunded, { ...moneyBack(payment, refund), remainingMinor });

export const chargeReturned = (payment: Subject, refund: Returned) =>
  newEvent(paymentEvents.ChargeReturned, moneyBack(payment, refund));
