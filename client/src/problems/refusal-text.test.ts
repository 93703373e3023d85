import { expect, it } from 'vitest';
import { refusalText, type KnownRefusal } from './refusal-text.ts';

const samples = {
  ProviderSignInError: { __typename: 'ProviderSignInError', reason: 'ACCOUNT_EXISTS' },
  NotFoundError: { __typename: 'NotFoundError' },
  ServiceUnavailableError: { __typename: 'ServiceUnavailableError' },
  IdempotencyConflictError: { __typename: 'IdempotencyConflictError' },
  OutOfStockError: { __typename: 'OutOfStockError' },
  TotalChangedError: { __typename: 'TotalChangedError', total: { amount: 250, currency: 'USD', digits: 2 } },
  PaymentWindowClosedError: { __typename: 'PaymentWindowClosedError' },
  PaymentDeclinedError: { __typename: 'PaymentDeclinedError' },
  PaymentInProgressError: { __typename: 'PaymentInProgressError' },
  TokenInvalidError: { __typename: 'TokenInvalidError' },
  EmailTakenError: { __typename: 'EmailTakenError' },
  InvalidCredentialsError: { __typename: 'InvalidCredentialsError' },
  InvalidCodeError: { __typename: 'InvalidCodeError' },
  ChallengeEndedError: { __typename: 'ChallengeEndedError' },
  InvalidPasskeyError: { __typename: 'InvalidPasskeyError' },
  SessionEndedError: { __typename: 'SessionEndedError' },
  InvalidInputError: { __typename: 'InvalidInputError', message: 'Give a name.' },
  RateLimitedError: { __typename: 'RateLimitedError', retryAfterSeconds: 90 },
  OrderStatusError: { __typename: 'OrderStatusError', order: { status: 'CANCELLED' } },
  PaymentStatusError: { __typename: 'PaymentStatusError', payment: { status: 'CAPTURED' } },
  OrderNotPayableError: { __typename: 'OrderNotPayableError', reason: 'ALREADY_PAID' },
  RefundExceedsCaptureError: {
    __typename: 'RefundExceedsCaptureError',
    refundable: { amount: 250, currency: 'USD', digits: 2 },
  },
  InsufficientStockError: { __typename: 'InsufficientStockError', available: 3 },
  UnpaidOrderLimitError: { __typename: 'UnpaidOrderLimitError', maximum: 5 },
  HeldUnitsLimitError: { __typename: 'HeldUnitsLimitError', maximum: 20 },
} as const satisfies Readonly<Record<KnownRefusal['__typename'], KnownRefusal>>;

it('has a text of its own for every refusal', () => {
  const texts = Object.values(samples).map((refusal) => refusalText(refusal));
  expect(texts.every((text) => text.length > 0)).toBe(true);
  expect(new Set(texts).size).toBe(texts.length);
});
