import { describe, expect, it } from 'vitest';
import { captureEntries } from './ledger.ts';
import { attemptThatCounts, type Payment } from './payment.ts';

const moment = new Date('2026-03-01T09:30:00.000Z');
const attempt = { orderId: 'o', userId: 'u', method: 'CARD', reference: null, amountMinor: 1999, currency: 'USD', startedAt: moment, expiresAt: moment, serverTime: moment } as const;
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

describe('the ledger entries of a capture', () => {
  it.each([0, 1, 1_000_000_000_000])('sum to zero for %i', (amountMinor) => {
    const [cash, sales] = captureEntries({ id: '2', amountMinor, currency: 'USD' });
    expect(cash.amountMinor).toBe(amountMinor);
    expect(cash.amountMinor + sales.amountMinor).toBe(0);
    expect(Object.is(sales.amountMinor, -0)).toBe(false);
  });
});
