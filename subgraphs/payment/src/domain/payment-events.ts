import type { Payment } from './payment.ts';

type Subject = Pick<Payment, 'id' | 'orderId' | 'userId'>;

const about = ({ id, orderId, userId }: Subject) => ({ orderId, paymentId: id, userId });

const event = (type: string) => (payment: Subject) => ({ type, version: 1, subjectId: payment.orderId, payload: about(payment) });

export const paymentStarted = event('PaymentStarted');
export const paymentExpired = event('PaymentExpired');
export const paymentCancelled = event('PaymentCancelled');

/** Tells the amount too, so that whoever waits for the money need not ask. */
export const paymentCaptured = (payment: Subject & Pick<Payment, 'amountMinor' | 'currency'>) => ({
  type: 'PaymentCaptured',
  version: 1,
  subjectId: payment.orderId,
  payload: { ...about(payment), amountMinor: payment.amountMinor, currency: payment.currency },
});
