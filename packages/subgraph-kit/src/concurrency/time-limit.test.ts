import { expect, it } from 'vitest';
import { withinTime } from './time-limit.ts';

const forever = (): Promise<never> => new Promise(() => {});

it('gives what the work gives', async () => {
  expect(await withinTime({ timeoutMs: 60_000 }, () => Promise.resolve(1))).toBe(1);
  await expect(withinTime({ timeoutMs: 60_000 }, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

it('ends work that takes longer, and tells it', async () => {
  let given: AbortSignal | undefined;
  await expect(
    withinTime({ timeoutMs: 1 }, (signal) => {
      given = signal;
      return forever();
    }),
  ).rejects.toThrow('No answer within 1 ms');
  expect(given?.aborted).toBe(true);
});

it('ends work when its caller gives up, and tells it', async () => {
  const caller = new AbortController();
  let given: AbortSignal | undefined;
  const ended = withinTime({ timeoutMs: 60_000, signal: caller.signal }, (signal) => {
    given = signal;
    return forever();
  });
  caller.abort(new Error('gone'));
  await expect(ended).rejects.toThrow('gone');
  expect(given?.reason).toEqual(new Error('gone'));
});

it('does not begin for a caller that has given up', async () => {
  let hasBegun = false;
  await expect(
    withinTime({ timeoutMs: 60_000, signal: AbortSignal.abort(new Error('gone')) }, async () => void (hasBegun = true)),
  ).rejects.toThrow('gone');
  expect(hasBegun).toBe(false);
});
