import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { singleFlight } from './single-flight.ts';

it('runs once at a time per key, and again when that is over', async () => {
  const runs: string[] = [];
  const run = singleFlight(async (key) => {
    runs.push(key);
    await sleep(5);
    return `${key}${runs.length}`;
  });
  expect(await Promise.all([run('a'), run('b'), run('a')])).toEqual(['a2', 'b2', 'a2']);
  expect(runs).toEqual(['a', 'b']);
  expect(await run('a')).toBe('a3');
});

it('shares a failure, and keeps none', async () => {
  let tries = 0;
  const run = singleFlight(async () => {
    if (++tries === 1) throw new Error('no luck');
    return 'done';
  });
  const outcomes = await Promise.allSettled([run('a'), run('a')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await run('a')).toBe('done');
});
