import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manySequences } from '@storegraph/testkit/sequences';
import { SAGA_STATES, type SagaState } from './saga.ts';

const nextOf = (state: SagaState): readonly SagaState[] => SAGA_STATES[state].next;
const states = Object.keys(SAGA_STATES) as SagaState[];

describe('the saga of an order', () => {
  it('ends in DONE or REJECTED on every path, without coming back to another state', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (choices) => {
        const path: SagaState[] = ['RESERVING_STOCK'];
        for (const choice of choices) {
          const possible = nextOf(path.at(-1)!);
          // A confirmed order that is refunded in whole comes back to its end, once.
          const isOver = path.at(-1) === 'DONE' && (path.includes('REFUNDING') || !path.includes('COMMITTING_STOCK'));
          if (possible.length === 0 || isOver) break;
          path.push(possible[choice % possible.length]!);
        }
        expect(['DONE', 'REJECTED']).toContain(path.at(-1));
        const others = path.filter((state) => state !== 'DONE');
        expect(new Set(others).size).toBe(others.length);
        // No stock goes back before payment said that nothing can be paid, unless there never was an order.
        if (path.includes('RELEASING_STOCK') && path.includes('OPENING_PAYABLE'))
          expect(path.indexOf('CLOSING_PAYABLE')).toBe(path.indexOf('RELEASING_STOCK') - 1);
        // Nothing that was paid is released without a refund.
        if (path.includes('AWAITING_CONFIRMATION')) expect(path).not.toContain('RELEASING_STOCK');
        // What was paid and goes back on sale is refunded.
        const times = (state: SagaState) => path.filter((each) => each === state).length;
        expect(times('REFUNDING')).toBe(times('RELEASING_PAID_STOCK'));
      }),
      manySequences(),
    );
  });

  it('moves on from every state but its ends', () => {
    for (const state of states.filter((each) => each !== 'DONE'))
      expect(nextOf(state).length === 0, state).toBe(SAGA_STATES[state].waitsFor === 'NOTHING');
  });

  it('reaches every state', () => {
    const reached = new Set<SagaState>(['RESERVING_STOCK']);
    for (const state of reached) for (const next of nextOf(state)) reached.add(next);
    expect(reached).toEqual(new Set(states));
  });
});
