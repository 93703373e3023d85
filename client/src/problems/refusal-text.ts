import { formatMoney, type Money } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import type {
  NotPayableReason,
  OrderStatus,
  PaymentStatus,
  ProviderProblem,
} from '../graphql/__generated__/graphql.ts';
import { unreachable } from '../graphql/refusals.ts';

/** Every refusal the shop knows, with what its text needs. */
export type KnownRefusal =
  | {
      readonly __typename:
        | 'NotFoundError'
        | 'ServiceUnavailableError'
        | 'IdempotencyConflictError'
        | 'OutOfStockError'
        | 'PaymentWindowClosedError'
        | 'PaymentDeclinedError'
        | 'PaymentInProgressError'
        | 'EmailTakenError'
        | 'TokenInvalidError'
        | 'InvalidCredentialsError'
        | 'InvalidCodeError'
        | 'ChallengeEndedError'
        | 'InvalidPasskeyError'
        | 'SessionEndedError';
    }
  | { readonly __typename: 'InvalidInputError'; readonly message: string }
  | { readonly __typename: 'RateLimitedError'; readonly retryAfterSeconds: number }
  | { readonly __typename: 'OrderStatusError'; readonly order: { readonly status: OrderStatus } }
  | { readonly __typename: 'PaymentStatusError'; readonly payment: { readonly status: PaymentStatus } }
  | { readonly __typename: 'OrderNotPayableError'; readonly reason: NotPayableReason }
  | { readonly __typename: 'RefundExceedsCaptureError'; readonly refundable: Money }
  | { readonly __typename: 'ProviderSignInError'; readonly reason: ProviderProblem }
  | { readonly __typename: 'TotalChangedError'; readonly total: Money }
  | { readonly __typename: 'InsufficientStockError'; readonly available: number }
  | { readonly __typename: 'UnpaidOrderLimitError' | 'HeldUnitsLimitError'; readonly maximum: number };

/**
 * What happened and what to try, in the shopper's language. A mutation that gains a refusal missing here no longer
 * compiles where its answer is shown.
 */
export const refusalText = (refusal: KnownRefusal): string => {
  switch (refusal.__typename) {
    case 'InvalidInputError':
      return refusal.message;
    case 'ProviderSignInError':
      return t.refusal.provider[refusal.reason];
    case 'NotFoundError':
      return t.refusal.notFound;
    case 'ServiceUnavailableError':
      return t.refusal.unavailable;
    case 'RateLimitedError':
      return t.refusal.rateLimited(refusal.retryAfterSeconds);
    case 'IdempotencyConflictError':
      return t.refusal.conflict;
    case 'OutOfStockError':
      return t.refusal.outOfStock;
    case 'OrderStatusError':
      return t.refusal.orderStatus(t.order.statuses[refusal.order.status]);
    case 'PaymentStatusError':
      return t.refusal.paymentStatus(t.payment.statuses[refusal.payment.status]);
    case 'PaymentWindowClosedError':
      return t.refusal.windowClosed;
    case 'PaymentDeclinedError':
      return t.refusal.paymentDeclined;
    case 'PaymentInProgressError':
      return t.refusal.paymentInProgress;
    case 'OrderNotPayableError':
      return t.payment.notPayable[refusal.reason];
    case 'RefundExceedsCaptureError':
      return t.refusal.refundExceeds(formatMoney(refusal.refundable));
    case 'TotalChangedError':
      return t.refusal.totalChanged(formatMoney(refusal.total));
    case 'EmailTakenError':
      return t.refusal.emailTaken;
    case 'TokenInvalidError':
      return t.refusal.tokenInvalid;
    case 'InvalidCredentialsError':
      return t.refusal.credentials;
    case 'InvalidCodeError':
      return t.refusal.code;
    case 'ChallengeEndedError':
      return t.refusal.challengeEnded;
    case 'InvalidPasskeyError':
      return t.refusal.passkey;
    case 'SessionEndedError':
      return t.refusal.sessionEnded;
    case 'InsufficientStockError':
      return t.refusal.insufficientStock(refusal.available);
    case 'UnpaidOrderLimitError':
      return t.refusal.unpaidOrderLimit(refusal.maximum);
    case 'HeldUnitsLimitError':
      return t.refusal.heldUnitsLimit(refusal.maximum);
    default:
      return unreachable(refusal);
  }
};
