import { createLogger } from '@storegraph/subgraph-kit/log';
import type { SubgraphRequest } from '@storegraph/subgraph-kit/http/subgraph-request';
import { createRateLimits } from '@storegraph/subgraph-kit/limits/rate-limits';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApiKeyCheck, hashOf, isApiKey } from './api-keys.ts';

const now = new Date('2026-03-01T12:00:00Z');
const id = '0198c0de-0000-7000-8000-00000000000a';
const header = `Bearer sg_${'k'.repeat(43)}`;
const other = `Bearer sg_${'x'.repeat(43)}`;

beforeEach(() => void vi.useFakeTimers({ now, toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

/** A user subgraph that knows one key. */
const userWith = (key: { permissions?: string[]; expiresAt?: string | null } | null) =>
  vi.fn(async ({ variables }: SubgraphRequest) => {
    const isKnown = key !== null && variables?.['hash'] === hashOf(header);
    const useApiKey = isKnown ? { id, permissions: ['READ_ORDERS'], expiresAt: null, ...key } : null;
    return { result: { data: { useApiKey } }, setCookies: [] };
  });
const checking = (user: ReturnType<typeof userWith>) =>
  createApiKeyCheck(user, createRateLimits({ redisUrl: undefined, log: createLogger('router', 'silent') }));

it('tells keys from tokens', () => {
  expect([header, 'Bearer a.b.c', 'Bearer sg_short', `Basic sg_${'k'.repeat(43)}`, undefined].map(isApiKey)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

it('makes a key staff with its permissions, and no person', async () => {
  const check = checking(userWith({ permissions: ['READ_ORDERS', 'OF_A_LATER_VERSION'] }));
  expect(await check(header, undefined)).toEqual({
    kind: 'valid',
    expiresAt: null,
    user: {
      kind: 'user',
      userId: id,
      sessionId: id,
      role: 'STAFF',
      permissions: ['READ_ORDERS'],
      isGuest: false,
      isMachine: true,
    },
  });
});

it('asks by the hash, as a service, and once a minute', async () => {
  const user = userWith({});
  const check = checking(user);
  await check(header, undefined);
  await check(header, undefined);
  expect(user).toHaveBeenCalledTimes(1);
  const [request] = user.mock.calls[0]!;
  expect(JSON.stringify(request)).not.toContain('k'.repeat(43));
  expect(request.viewer).toEqual({ kind: 'service', service: 'router' });
  vi.setSystemTime(now.getTime() + 60_001);
  await check(header, undefined);
  expect(user).toHaveBeenCalledTimes(2);
});

it('forgets a key that runs out within the minute', async () => {
  const user = userWith({ expiresAt: new Date(now.getTime() + 10_000).toISOString() });
  const check = checking(user);
  expect((await check(header, undefined)).kind).toBe('valid');
  vi.setSystemTime(now.getTime() + 10_001);
  await check(header, undefined);
  expect(user).toHaveBeenCalledTimes(2);
});

it('takes no unknown key, and does not remember it', async () => {
  const user = userWith({});
  const check = checking(user);
  expect((await check(other, undefined)).kind).toBe('invalid');
  expect((await check(other, undefined)).kind).toBe('invalid');
  expect(user).toHaveBeenCalledTimes(2);
});

it('stops looking up what one address makes up', async () => {
  const user = userWith({});
  const check = checking(user);
  for (let tries = 0; tries < 60; tries++) await check(other, 'here');
  expect((await check(header, 'here')).kind).toBe('unchecked');
  expect(user).toHaveBeenCalledTimes(60);
  expect((await check(header, 'there')).kind).toBe('valid');
});

it('does not call a key invalid while user does not answer', async () => {
  const check = createApiKeyCheck(
    async () => {
      throw new Error('user is down');
    },
    createRateLimits({ redisUrl: undefined, log: createLogger('router', 'silent') }),
  );
  expect((await check(header, undefined)).kind).toBe('unchecked');
});
