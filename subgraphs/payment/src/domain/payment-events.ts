import type { Payment } from './payment.ts';

type Subject = Pick<Payment, 'id' | 'orderId' | 'userId'>;

const about = ({ id, orderId, userId }: Subject) => ({ orderId, paymentId: id, userId });

export const paymentStarted = (payment: Subject) =>
  ({ type: 'PaymentStarted', version: 1, subjectId: payment.orderId, payload: about(payment) }) as const;

export const paymentExpired = (payment: Subject) =>
  ({ type: 'PaymentExpired', version: 1, subjectId: payment.orderId, payload: about(payment) }) as const;

export const paymentCancelled = (payment: Subject) =>
  ({ type: 'PaymentCancelled', version: 1, subjectId: payment.orderId, payload: about(payment) }) as const;

export const paymentCaptured = (payment: Subject & Pick<Payment, 'amountMinor' | 'currency'>) =>
  ({
    type: 'PaymentCaptured',
    version: 1,
    subjectId: payment.orderId,
    payload: { ...about(payment), amountMinor: payment.amountMinor, currency: payment.currency },
  }) as const;
