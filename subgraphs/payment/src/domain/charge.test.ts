import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHARGE_STEPS, type ChargeStatus, type ChargeStep } from './charge.ts';

const steps = Object.keys(CHARGE_STEPS) as ChargeStep[];

/** What the table says, in the words of a reader who applies it. */
const take = (status: ChargeStatus, step: ChargeStep): ChargeStatus =>
  (CHARGE_STEPS[step].from as readonly ChargeStatus[]).includes(status) ? CHARGE_STEPS[step].to : status;

describe('the steps of a charge', () => {
  it('never take back that money was taken, nor return it twice, whatever is told in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 30 }), (told) => {
        let status: ChargeStatus = 'REQUESTED';
        let returns = 0;
        for (const step of told) {
          const next = take(status, step);
          if (status === 'TAKEN') expect(next).toBe('TAKEN');
          if (status === 'OWED') expect(['OWED', 'RETURNED']).toContain(next);
          if (status !== 'RETURNED' && next === 'RETURNED') returns++;
          if (status !== 'REQUESTED') expect(next).not.toBe('REQUESTED');
          status = next;
        }
        expect(returns).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('return only what is owed', () => {
    for (const status of ['REQUESTED', 'TAKEN', 'NOT_TAKEN', 'RETURNED'] as const)
      expect(take(status, 'return')).toBe(status);
    expect(take('OWED', 'return')).toBe('RETURNED');
  });

  it('owe what a provider took after it had said no', () => {
    expect(take(take('REQUESTED', 'drop'), 'owe')).toBe('OWED');
    expect(take('NOT_TAKEN', 'take')).toBe('NOT_TAKEN');
  });
});
