import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptEnd, isSameDebt, whyNotPayable, type Payable } from './payable.ts';

const now = new Date('2026-03-01T09:30:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const payable: Payable = {
  orderId: 'o',
  userId: 'u',
  amountMinor: 1999,
  currency: 'USD',
  state: 'OPEN',
  holdExpiresAt: later(1),
  latestHoldExpiresAt: null,
};

describe('a payable', () => {
  it('takes attempts while it is open and its hold lasts', () => {
    expect(whyNotPayable(payable, now)).toBeNull();
  });

  it.each([
    [{ ...payable, state: 'CAPTURED' as const }, 'ALREADY_PAID'],
    [{ ...payable, state: 'CLOSED' as const }, 'CLOSED'],
    [{ ...payable, holdExpiresAt: now }, 'HOLD_EXPIRED'],
    [{ ...payable, state: 'CAPTURED' as const, holdExpiresAt: now }, 'ALREADY_PAID'],
  ])('takes none otherwise, and says why', (each, reason) => {
    expect(whyNotPayable(each, now)).toBe(reason);
  });

  it('cuts the window of an attempt where the hold ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_600_000 }),
        fc.integer({ min: 1, max: 3_600_000 }),
        (windowMs, holdMs) => {
          const end = attemptEnd(now, windowMs, later(holdMs));
          expect(end.getTime() - now.getTime()).toBe(Math.min(windowMs, holdMs));
        },
      ),
    );
  });

  it('is the same debt with another hold, and another with another amount, currency, user or order', () => {
    expect(isSameDebt(payable, { ...payable, holdExpiresAt: later(9) })).toBe(true);
    for (const other of [{ amountMinor: 1998 }, { currency: 'EUR' }, { userId: 'v' }, { orderId: 'p' }])
      expect(isSameDebt(payable, { ...payable, ...other })).toBe(false);
  });
});
