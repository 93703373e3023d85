import { expect, it } from 'vitest';
import { createFairQueue, type Place } from './fair-queue.ts';

/** A queue whose work ends one by one, by `next`; `done` has the names in the order in which they began. */
function queueOf(maxWaiting = 100) {
  const queue = createFairQueue({ atOnce: 1, maxWaiting, retryAfterSeconds: 7 });
  const done: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (name: string, place: Place) =>
    queue.run(async () => {
      done.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
      return name;
    }, place);
  const finish = async (): Promise<void> => {
    for (let end = ends.shift(); end !== undefined; end = ends.shift()) {
      end();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { ask, done, finish };
}

const refusal = { ok: false, refusal: { kind: 'rateLimited', retryAfterSeconds: 7 } };

it('gives each share its turn, however much the others ask for', async () => {
  const { ask, done, finish } = queueOf();
  const all = ['a1', 'a2', 'a3', 'a4'].map((name) => ask(name, { share: 'a' }));
  all.push(ask('b1', { share: 'b' }), ask('c1', { share: 'c' }), ask('b2', { share: 'b' }));
  await finish();
  await Promise.all(all);
  expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

it('lets the preferred go first', async () => {
  const { ask, done, finish } = queueOf();
  const all = [ask('a1', { share: 'a' }), ask('b1', { share: 'b' }), ask('c1', { share: 'c', isPreferred: true })];
  await finish();
  await Promise.all(all);
  expect(done).toEqual(['a1', 'c1', 'b1']);
});

it('refuses the newest of the longest share when it is full, whoever comes', async () => {
  const { ask, done, finish } = queueOf(2);
  const running = ask('a1', { share: 'a' });
  const [second, third] = [ask('a2', { share: 'a' }), ask('a3', { share: 'a' })];
  const honest = ask('b1', { share: 'b' });
  expect(await third).toEqual(refusal);
  expect(await ask('a4', { share: 'a' })).toEqual(refusal);
  await finish();
  await Promise.all([running, second]);
  expect(await honest).toEqual({ ok: true, value: 'b1' });
  expect(done).toEqual(['a1', 'a2', 'b1']);
});

it('makes room for the preferred', async () => {
  const { ask, finish } = queueOf(1);
  const running = ask('a1', { share: 'a' });
  const ordinary = ask('b1', { share: 'b' });
  const preferred = ask('c1', { share: 'c', isPreferred: true });
  expect(await ordinary).toEqual(refusal);
  await finish();
  await running;
  expect(await preferred).toEqual({ ok: true, value: 'c1' });
});

it('leaves out whose request has ended', async () => {
  const { ask, done, finish } = queueOf();
  const client = new AbortController();
  const running = ask('a1', { share: 'a' });
  const gone = ask('b1', { share: 'b', signal: client.signal });
  const staying = ask('c1', { share: 'c' });
  client.abort();
  await expect(gone).rejects.toThrow('aborted');
  await expect(ask('b2', { share: 'b', signal: client.signal })).rejects.toThrow('aborted');
  await finish();
  await Promise.all([running, staying]);
  expect(done).toEqual(['a1', 'c1']);
});

it('goes on after work that fails', async () => {
  const queue = createFairQueue({ atOnce: 1, maxWaiting: 1, retryAfterSeconds: 1 });
  const failing = queue.run(() => Promise.reject(new Error('out of memory')), { share: 'a' });
  const next = queue.run(async () => 'done', { share: 'a' });
  await expect(failing).rejects.toThrow('out of memory');
  expect(await next).toEqual({ ok: true, value: 'done' });
});
