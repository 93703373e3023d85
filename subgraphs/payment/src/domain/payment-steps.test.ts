import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYMENT_STATUSES, type PaymentStatus } from './payment.ts';
import { IN_PROGRESS_STATUSES, isWindowOver, PAYMENT_STEPS, statusAt, type PaymentStep } from './payment-steps.ts';

const steps = Object.keys(PAYMENT_STEPS) as PaymentStep[];
const expiresAt = new Date('2026-03-01T09:30:00.000Z');

const aStep = fc.constantFrom(...steps);
const aStatus = fc.constantFrom(...PAYMENT_STATUSES);
const aMoment = fc.integer({ min: -2_000, max: 2_000 }).map((ms) => new Date(expiresAt.getTime() + ms));

/** What the table says, in the words of a reader who applies it. */
function take(status: PaymentStatus, step: PaymentStep, now: Date): PaymentStatus | null {
  const rule = PAYMENT_STEPS[step];
  const isInTime = (rule.window === 'OVER') === isWindowOver(expiresAt, now);
  return isInTime && (rule.from as readonly PaymentStatus[]).includes(status) ? rule.to : null;
}

describe('the steps of a payment', () => {
  it('cannot both capture and expire one attempt at one moment', () => {
    fc.assert(
      fc.property(aStatus, aMoment, (status, now) => {
        expect(take(status, 'capture', now) !== null && take(status, 'expire', now) !== null).toBe(false);
      }),
    );
  });

  it('leave a pending attempt always one way out by itself: paid in time, expired from its end on', () => {
    fc.assert(
      fc.property(aMoment, (now) => {
        const isBefore = now < expiresAt;
        expect(take('PENDING', 'capture', now)).toBe(isBefore ? 'CAPTURED' : null);
        expect(take('PENDING', 'cancel', now)).toBe(isBefore ? 'CANCELLED' : null);
        expect(take('PENDING', 'expire', now)).toBe(isBefore ? null : 'EXPIRED');
      }),
    );
  });

  it('change an attempt once, whatever is tried and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aStep, aMoment), { maxLength: 30 }), (tries) => {
        let status: PaymentStatus = 'PENDING';
        let changes = 0;
        for (const [step, now] of tries.toSorted(([, a], [, b]) => a.getTime() - b.getTime())) {
          const next = take(status, step, now);
          if (next !== null) changes++;
          status = next ?? status;
        }
        expect(changes).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('show a status that never goes back to pending, and from its end on never pending', () => {
    fc.assert(
      fc.property(aStatus, aMoment, (stored, now) => {
        const shown = statusAt(stored, expiresAt, now);
        if (stored !== 'PENDING') expect(shown).toBe(stored);
        else expect(shown).toBe(now < expiresAt ? 'PENDING' : 'EXPIRED');
      }),
    );
  });

  it('end in states that are no longer in progress', () => {
    for (const { from, to } of Object.values(PAYMENT_STEPS)) {
      expect(IN_PROGRESS_STATUSES).toEqual(expect.arrayContaining([...from]));
      expect(IN_PROGRESS_STATUSES).not.toContain(to);
    }
  });
});
