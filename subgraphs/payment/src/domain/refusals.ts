import type { InvalidInput, KeyConflict } from '@storegraph/subgraph-kit/result';
import type { NotPayableReason } from './payable.ts';
import type { Payment } from './payment.ts';

/** There is no such order to pay, or payment, of the one who asks. */
export type NotFound = { readonly kind: 'notFound'; readonly what: 'order' | 'payment' };
/** Refusals that every command of a person knows. None of them changes a payment. */
export type CommandRefusal = InvalidInput | NotFound | KeyConflict;

/** The order has another attempt, which is still to be paid. */
export type InProgress = { readonly kind: 'inProgress'; readonly payment: Payment };
export type NotPayable = { readonly kind: 'notPayable'; readonly reason: NotPayableReason };
/** The attempt came too late; `canStartAgain` while the order still takes another. */
export type WindowClosed = {
  readonly kind: 'windowClosed';
  readonly payment: Payment;
  readonly canStartAgain: boolean;
};
/** The attempt is not in a state that the command starts from. */
export type WrongStatus = {
  readonly kind: 'wrongStatus';
  readonly payment: Payment;
  readonly wanted: 'confirmed' | 'cancelled' | 'refunded';
};
/** The provider does not answer, so what became of the money is not known yet. */
export type Unanswered = { readonly kind: 'unanswered' };
/** The provider did not take the money. */
export type Declined = { readonly kind: 'declined'; readonly payment: Payment };
/** More than what is left of what was captured; `refundableMinor` is what is left. */
export type ExceedsCapture = {
  readonly kind: 'exceedsCapture';
  readonly refundableMinor: number;
  readonly currency: string;
};
/** Nothing was paid for the order. */
export type NothingCaptured = { readonly kind: 'nothingCaptured' };
/** The order is known with another amount, currency or user. */
export type OtherDebt = { readonly kind: 'otherDebt' };
