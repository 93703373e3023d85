import { describe, expect, expectTypeOf, it } from 'vitest';
import { captureEntries, HOLDERS, refundEntries } from './ledger.ts';
import { attemptThatCounts, PAYMENT_METHODS, type Payment, type PaymentMethod } from './payment.ts';

const moment = new Date('2026-03-01T09:30:00.000Z');
const attempt = {
  orderId: 'o',
  userId: 'u',
  method: 'CARD',
  provider: 'test',
  reference: null,
  amountMinor: 1999,
  currency: 'USD',
  startedAt: moment,
  expiresAt: moment,
  serverTime: moment,
} as const;
const expired: Payment = { ...attempt, id: '1', status: 'EXPIRED' };
const captured: Payment = { ...attempt, id: '2', status: 'CAPTURED', capturedAt: moment, refundedMinor: 0 };
const pending: Payment = { ...attempt, id: '3', status: 'PENDING' };

describe('the attempt that counts', () => {
  it('is the captured one, else the newest, else none', () => {
    expect(attemptThatCounts([expired, captured, pending])).toBe(captured);
    expect(attemptThatCounts([expired, pending])).toBe(pending);
    expect(attemptThatCounts([])).toBeNull();
  });
});

describe('the ledger entries', () => {
  const amounts = [0, 1, 1_000_000_000_000];
  const cases = PAYMENT_METHODS.flatMap((method) =>
    (['SALES', 'OWED'] as const).flatMap((purpose) => amounts.map((amountMinor) => ({ method, purpose, amountMinor }))),
  );
  it.each(cases)(
    'of $amountMinor by $method for $purpose sum to zero, and a refund of it all undoes a capture',
    ({ method, purpose, amountMinor }) => {
      const movement = { id: '2', method, amountMinor, currency: 'USD' };
      const [holder, reason] = captureEntries(movement, purpose);
      expect([holder.amountMinor, holder.amountMinor + reason.amountMinor]).toEqual([amountMinor, 0]);
      expect(Object.is(reason.amountMinor, -0)).toBe(false);
      expect(refundEntries(movement, purpose)).toEqual([
        { ...holder, amountMinor: 0 - amountMinor },
        { ...reason, amountMinor },
      ]);
    },
  );

  it('of cash on delivery are a claim on the carrier, not cash', () => {
    const accountOf = (method: PaymentMethod) =>
      captureEntries({ id: '2', method, amountMinor: 1, currency: 'USD' }, 'SALES')[0].account;
    expect(PAYMENT_METHODS.map(accountOf)).toEqual(['CASH', 'CASH', 'CASH', 'COURIER']);
  });

  it('have an account for each method, and for nothing else', () => {
    expectTypeOf<keyof typeof HOLDERS>().toEqualTypeOf<PaymentMethod>();
    expect(Object.keys(HOLDERS).toSorted()).toEqual(PAYMENT_METHODS.toSorted());
  });
});
