import type { Payment } from './payment.ts';
import type { Refund } from './refund.ts';

type Subject = Pick<Payment, 'id' | 'orderId' | 'userId'>;

const about = ({ id, orderId, userId }: Subject) => ({ orderId, paymentId: id, userId });

const event = (type: string) => (payment: Subject) => ({
  type,
  version: 1,
  subjectId: payment.orderId,
  payload: about(payment),
});

export const paymentStarted = event('PaymentStarted');
export const paymentExpired = event('PaymentExpired');
export const paymentCancelled = event('PaymentCancelled');
export const paymentFailed = event('PaymentFailed');

/** Tells the amount too, so that whoever waits for the money need not ask. */
export const paymentCaptured = (payment: Subject & Pick<Payment, 'amountMinor' | 'currency'>) => ({
  type: 'PaymentCaptured',
  version: 1,
  subjectId: payment.orderId,
  payload: { ...about(payment), amountMinor: payment.amountMinor, currency: payment.currency },
});

type Returned = Pick<Refund, 'id' | 'amountMinor' | 'currency'>;

const moneyWentBack =
  (type: string) =>
  (payment: Subject, { id, amountMinor, currency }: Returned) => ({
    type,
    version: 1,
    subjectId: payment.orderId,
    payload: { ...about(payment), refundId: id, amountMinor, currency },
  });

/** Tells how much went back, of which payment. */
export const paymentRefunded = moneyWentBack('PaymentRefunded');

/** Tells that money went back which had paid nothing: not a refund of the order. */
export const chargeReturned = moneyWentBack('ChargeReturned');
