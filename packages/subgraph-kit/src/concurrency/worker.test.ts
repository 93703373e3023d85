import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createLogger } from '../log.ts';
import { startWorker } from './worker.ts';

const log = createLogger('test', 'silent');

it('never overlaps its runs, and gives each caller a run that began after the call', async () => {
  let running = 0;
  let most = 0;
  let begun = 0;
  const worker = startWorker({
    name: 'w',
    everyMs: 60_000,
    log,
    run: async () => {
      begun++;
      most = Math.max(most, ++running);
      await sleep(5);
      running--;
      return false;
    },
  });
  for (let i = 0; i < 5; i++) {
    const before = begun;
    await Promise.all([worker.runNow(), worker.runNow(), worker.runNow()]);
    expect(begun).toBeGreaterThan(before);
  }
  expect(most).toBe(1);
  expect(begun).toBeLessThan(15);
  await worker.stop();
});

it('goes on after a failed run, and runs again while there is more', async () => {
  let runs = 0;
  const worker = startWorker({
    name: 'w',
    everyMs: 1,
    log,
    run: async () => {
      runs++;
      if (runs === 1) throw new Error('bad luck');
      return runs < 4;
    },
  });
  await sleep(50);
  await worker.stop();
  const atStop = runs;
  expect(atStop).toBeGreaterThanOrEqual(4);
  await sleep(20);
  expect(runs).toBe(atStop);
});
