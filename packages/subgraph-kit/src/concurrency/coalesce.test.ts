import { expect, it } from 'vitest';
import { coalesced } from './coalesce.ts';

/** Work whose runs end when they are told to. */
function heldWork() {
  const runs: { readonly key: string; readonly end: PromiseWithResolvers<string> }[] = [];
  const run = coalesced((key) => {
    const end = Promise.withResolvers<string>();
    runs.push({ key, end });
    return end.promise;
  });
  return { run, runs };
}

it('runs once at a time per key', async () => {
  const { run, runs } = heldWork();
  const answers = [run('a'), run('b'), run('a')];
  expect(runs.map(({ key }) => key)).toEqual(['a', 'b']);
  runs[0]!.end.resolve('first of a');
  runs[1]!.end.resolve('first of b');
  expect(await Promise.all(answers.slice(0, 2))).toEqual(['first of a', 'first of b']);
  expect(runs.map(({ key }) => key)).toEqual(['a', 'b', 'a']);
  runs[2]!.end.resolve('second of a');
  expect(await answers[2]).toBe('second of a');
});

it('gives all who ask during a run the next one, which began after they asked', async () => {
  let value = 'before';
  const end = Promise.withResolvers<void>();
  let runs = 0;
  const read = coalesced(async () => {
    const seen = value;
    if (++runs === 1) await end.promise;
    return seen;
  });
  const first = read('a');
  value = 'after';
  const others = [read('a'), read('a'), read('a')];
  end.resolve();
  expect(await first).toBe('before');
  expect(await Promise.all(others)).toEqual(['after', 'after', 'after']);
  expect(runs).toBe(2);
});

it('never begins a run beside another, however close to its end somebody asks', async () => {
  let atOnce = 0;
  let most = 0;
  const run = coalesced(async () => {
    most = Math.max(most, ++atOnce);
    await Promise.resolve();
    atOnce--;
  });
  const asked: Promise<void>[] = [];
  for (let turn = 0; turn < 50; turn++) {
    asked.push(run('a'));
    await Promise.resolve();
  }
  await Promise.all(asked);
  expect(most).toBe(1);
});

it('shares a failure, and keeps none', async () => {
  const { run, runs } = heldWork();
  const [first, ...others] = [run('a'), run('a'), run('a')];
  runs[0]!.end.reject(new Error('no luck'));
  await expect(first).rejects.toThrow('no luck');
  runs[1]!.end.reject(new Error('none again'));
  for (const other of others) await expect(other).rejects.toThrow('none again');
  const afterwards = run('a');
  runs[2]!.end.resolve('done');
  expect(await afterwards).toBe('done');
});
