import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { batched } from './batch.ts';

/** Doubles numbers, and refuses odd ones; notes the groups. */
function doubler() {
  const groups: (readonly number[])[] = [];
  let running = 0;
  let most = 0;
  const double = batched(async (numbers: readonly number[]) => {
    groups.push(numbers);
    most = Math.max(most, ++running);
    await sleep(10);
    running--;
    if (numbers.some((number) => number % 2 === 1)) throw new RangeError(`Odd: ${numbers.join()}`);
    return numbers.map((number) => 2 * number);
  });
  return { double, groups, most: () => most };
}

const even = (count: number): number[] => Array.from({ length: count }, (_, index) => 2 * index);

it('does together what is asked for in the same turn, and answers each', async () => {
  const { double, groups } = doubler();
  expect(await Promise.all(even(20).map(double))).toEqual(even(20).map((number) => 2 * number));
  expect(groups).toEqual([even(20)]);
});

it('starts at once, runs two groups at a time, and gathers the calls that come meanwhile', async () => {
  const { double, groups, most } = doubler();
  const turns = [];
  for (const number of even(10)) {
    turns.push(double(number));
    await sleep(1);
  }
  expect(await Promise.all(turns)).toEqual(even(10).map((number) => 2 * number));
  expect(groups[0]).toEqual([0]);
  expect(groups.length).toBeLessThan(10);
  expect(most()).toBe(2);
});

it('keeps groups to a size', async () => {
  const { double, groups } = doubler();
  await Promise.all(even(120).map(double));
  expect(groups.map((group) => group.length)).toEqual([50, 50, 20]);
});

it("does each of a failed group alone, so that one refusal is nobody else's", async () => {
  const { double, groups } = doubler();
  const outcomes = await Promise.allSettled([2, 3, 4].map(double));
  expect(outcomes).toEqual([
    { status: 'fulfilled', value: 4 },
    { status: 'rejected', reason: new RangeError('Odd: 3') },
    { status: 'fulfilled', value: 8 },
  ]);
  expect(groups).toEqual([[2, 3, 4], [2], [3], [4]]);
});

it('fails one alone at once', async () => {
  const { double, groups } = doubler();
  await expect(double(1)).rejects.toThrow('Odd: 1');
  expect(groups).toEqual([[1]]);
  expect(await double(2)).toBe(4);
});
