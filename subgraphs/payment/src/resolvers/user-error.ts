import { commonErrors, userError, userErrors } from '@storegraph/subgraph-kit/graphql/user-errors';
import type { NotPayableReason } from '../domain/payable.ts';
import type {
  Declined,
  ExceedsCapture,
  InProgress,
  NotFound,
  NotPayable,
  WindowClosed,
  WrongStatus,
} from '../domain/refusals.ts';

const RETRY_AFTER_SECONDS = 2;

const NOT_PAYABLE: Readonly<Record<NotPayableReason, string>> = {
  ALREADY_PAID: 'The order is paid.',
  CLOSED: 'The order was cancelled or has expired. Place a new one.',
  HOLD_EXPIRED: 'The time to pay this order is over. Place a new one.',
};

const IN_PROGRESS = 'A payment of this order is in progress. Confirm it, cancel it, or wait until it expires.';
const DECLINED = 'The payment was declined and nothing was taken. Start a new payment, perhaps by another method.';
const UNANSWERED =
  'The payment provider does not answer, and we keep asking. Send the same request again to learn what became of it.';

/** The error type of the schema for a refusal. */
export const toUserError = userErrors({
  ...commonErrors,
  notFound: ({ what }: NotFound) =>
    userError('NotFoundError', `You have no such ${what === 'order' ? 'order to pay' : 'payment'}.`, [
      'input',
      `${what}Id`,
    ]),
  inProgress: ({ payment }: InProgress) => ({
    ...userError('PaymentInProgressError', IN_PROGRESS, ['input', 'orderId']),
    payment,
  }),
  notPayable: ({ reason }: NotPayable) => ({
    ...userError('OrderNotPayableError', NOT_PAYABLE[reason], ['input', 'orderId']),
    reason,
  }),
  windowClosed: ({ payment, canStartAgain }: WindowClosed) => {
    const message = canStartAgain
      ? 'The time for this payment is over. Nothing is kept of it. Start a new payment.'
      : 'The time to pay this order is over. Nothing is kept of it. Place a new order.';
    return { ...userError('PaymentWindowClosedError', message, ['input', 'paymentId']), payment, canStartAgain };
  },
  declined: ({ payment }: Declined) => ({
    ...userError('PaymentDeclinedError', DECLINED, ['input', 'paymentId']),
    payment,
  }),
  exceedsCapture: ({ refundableMinor, currency }: ExceedsCapture) => {
    const message =
      refundableMinor === 0
        ? 'Nothing is left to refund of this payment.'
        : 'This is more than what is left to refund of this payment.';
    return {
      ...userError('RefundExceedsCaptureError', message, ['input', 'amount']),
      refundable: { amount: refundableMinor, currency },
    };
  },
  unanswered: () => ({
    ...userError('ServiceUnavailableError', UNANSWERED, null),
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  }),
  otherDebt: () => ({
    __typename: 'PayableConflict' as const,
    message: 'The order is known with another amount, currency or user.',
  }),
  nothingCaptured: () => ({ __typename: 'NothingCaptured' as const, message: 'Nothing was captured for this order.' }),
  wrongStatus: ({ payment, wanted }: WrongStatus) => ({
    ...userError('PaymentStatusError', `A payment that is ${payment.status} cannot be ${wanted}.`, [
      'input',
      'paymentId',
    ]),
    payment,
  }),
});
