import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '../log.ts';
import { createRateLimits } from './rate-limits.ts';

const limits = createRateLimits({ redisUrl: undefined, log: createLogger('test', 'silent') });
let tests = 0;
const name = (): string => `test-${++tests}`;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refusal = (retryAfterSeconds: number) => ({ ok: false, refusal: { kind: 'rateLimited', retryAfterSeconds } });
const allowed = { ok: true, value: undefined };

it('refuses the try that is one too many, and says until when', async () => {
  const limit = limits.limit(name(), { tries: 2, seconds: 60 });
  expect([await limit('a'), await limit('a'), await limit('a'), await limit('b')]).toEqual([
    allowed,
    allowed,
    refusal(60),
    allowed,
  ]);
  vi.advanceTimersByTime(60_000);
  expect(await limit('a')).toEqual(allowed);
});

it('counts neither what is off nor what comes from nowhere', async () => {
  const off = limits.limit(name(), null);
  const on = limits.limit(name(), { tries: 1, seconds: 60 });
  for (let tries = 0; tries < 3; tries++) expect([await off('a'), await on(undefined)]).toEqual([allowed, allowed]);
});

it('doubles the pause with each try', async () => {
  const delay = limits.growingDelay(name(), { freeTries: 2, maxSeconds: 5 });
  const pauses: number[] = [];
  for (let tries = 1; tries <= 6; tries++) {
    expect(await delay.take('a')).toEqual(allowed);
    const next = await delay.take('a');
    const seconds = next.ok ? 0 : next.refusal.retryAfterSeconds;
    if (next.ok) tries++;
    pauses.push(seconds);
    vi.advanceTimersByTime(seconds * 1_000);
  }
  expect(pauses).toEqual([0, 1, 2, 4, 5]);
});

it('lets no more tries through when they come at once', async () => {
  const delay = limits.growingDelay(name(), { freeTries: 3, maxSeconds: 900 });
  const tries = await Promise.all(Array.from({ length: 50 }, () => delay.take('a')));
  expect(tries.filter(({ ok }) => ok)).toHaveLength(4);
});

it('forgives, and keeps keys apart', async () => {
  const delay = limits.growingDelay(name(), { freeTries: 0, maxSeconds: 900 });
  expect([await delay.take('a'), await delay.take('a'), await delay.take('b')]).toEqual([allowed, refusal(1), allowed]);
  await delay.forget('a');
  expect(await delay.take('a')).toEqual(allowed);
});
