import { IDEMPOTENCY_KEY_RULE } from '@storegraph/subgraph-kit/database/idempotency';
import type { Money } from '@storegraph/subgraph-kit/money';
import type { InvalidInput } from '@storegraph/subgraph-kit/result';
import { idempotencyConflict } from '@storegraph/subgraph-kit/graphql/user-errors';
import type { NotPayableReason } from '../domain/payable.ts';
import type { Payment } from '../domain/payment.ts';
import type {
  Declined,
  ExceedsCapture,
  InProgress,
  KeyConflict,
  MalformedKey,
  NotFound,
  NotPayable,
  Unanswered,
  WindowClosed,
  WrongStatus,
} from '../domain/refusals.ts';

type ErrorOf<Name extends string, Details = unknown> = {
  readonly __typename: Name;
  readonly message: string;
  readonly field: string[] | null;
} & Details;

/** Each refusal that use cases know, and the error of the schema that tells of it. */
type Errors = {
  notFound: { refusal: NotFound; error: ErrorOf<'NotFoundError'> };
  malformedKey: { refusal: MalformedKey; error: ErrorOf<'InvalidInputError'> };
  invalidInput: { refusal: InvalidInput; error: ErrorOf<'InvalidInputError'> };
  keyConflict: { refusal: KeyConflict; error: ErrorOf<'IdempotencyConflictError'> };
  inProgress: { refusal: InProgress; error: ErrorOf<'PaymentInProgressError', { readonly payment: Payment }> };
  notPayable: { refusal: NotPayable; error: ErrorOf<'OrderNotPayableError', { readonly reason: NotPayableReason }> };
  windowClosed: {
    refusal: WindowClosed;
    error: ErrorOf<'PaymentWindowClosedError', { readonly payment: Payment; readonly canStartAgain: boolean }>;
  };
  declined: { refusal: Declined; error: ErrorOf<'PaymentDeclinedError', { readonly payment: Payment }> };
  exceedsCapture: {
    refusal: ExceedsCapture;
    error: ErrorOf<'RefundExceedsCaptureError', { readonly refundable: Money }>;
  };
  unanswered: {
    refusal: Unanswered;
    error: ErrorOf<'ServiceUnavailableError', { readonly retryAfterSeconds: number }>;
  };
  wrongStatus: { refusal: WrongStatus; error: ErrorOf<'PaymentStatusError', { readonly payment: Payment }> };
};
type Kind = keyof Errors;
type RefusalOf<K extends Kind> = { [P in K]: { readonly kind: P } & Errors[P]['refusal'] }[K];

const RETRY_AFTER_SECONDS = 2;

const NOT_PAYABLE: Readonly<Record<NotPayableReason, string>> = {
  ALREADY_PAID: 'The order is paid.',
  CLOSED: 'The order was cancelled or has expired. Place a new one.',
  HOLD_EXPIRED: 'The time to pay this order is over. Place a new one.',
};

const toErrors: { readonly [K in Kind]: (refusal: RefusalOf<K>) => Errors[K]['error'] } = {
  notFound: ({ what }) => ({
    __typename: 'NotFoundError',
    message: what === 'order' ? 'You have no such order to pay.' : 'You have no such payment.',
    field: ['input', `${what}Id`],
  }),
  malformedKey: () => ({
    __typename: 'InvalidInputError',
    message: IDEMPOTENCY_KEY_RULE,
    field: ['input', 'idempotencyKey'],
  }),
  invalidInput: ({ message, field }) => ({ __typename: 'InvalidInputError', message, field: field && [...field] }),
  keyConflict: idempotencyConflict,
  inProgress: ({ payment }) => ({
    __typename: 'PaymentInProgressError',
    message: 'A payment of this order is in progress. Confirm it, cancel it, or wait until it expires.',
    field: ['input', 'orderId'],
    payment,
  }),
  notPayable: ({ reason }) => ({
    __typename: 'OrderNotPayableError',
    message: NOT_PAYABLE[reason],
    field: ['input', 'orderId'],
    reason,
  }),
  windowClosed: ({ payment, canStartAgain }) => ({
    __typename: 'PaymentWindowClosedError',
    message: canStartAgain
      ? 'The time for this payment is over. Nothing is kept of it. Start a new payment.'
      : 'The time to pay this order is over. Nothing is kept of it. Place a new order.',
    field: ['input', 'paymentId'],
    payment,
    canStartAgain,
  }),
  declined: ({ payment }) => ({
    __typename: 'PaymentDeclinedError',
    message: 'The payment was declined and nothing was taken. Start a new payment, perhaps by another method.',
    field: ['input', 'paymentId'],
    payment,
  }),
  exceedsCapture: ({ refundableMinor, currency }) => ({
    __typename: 'RefundExceedsCaptureError',
    message:
      refundableMinor === 0
        ? 'Nothing is left to refund of this payment.'
        : 'This is more than what is left to refund of this payment.',
    field: ['input', 'amount'],
    refundable: { amount: refundableMinor, currency },
  }),
  unanswered: () => ({
    __typename: 'ServiceUnavailableError',
    message:
      'The payment provider does not answer, and we keep asking. Send the same request again to learn what became of it.',
    field: null,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  }),
  wrongStatus: ({ payment, wanted }) => ({
    __typename: 'PaymentStatusError',
    message: `A payment that is ${payment.status} cannot be ${wanted}.`,
    field: ['input', 'paymentId'],
    payment,
  }),
};

/** The error of the schema that tells of a refusal. */
export const toUserError = <K extends Kind>(refusal: RefusalOf<K>): Errors[K]['error'] =>
  toErrors[refusal.kind](refusal);
