import { generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberAccessTokens } from './known-access-tokens.ts';

const { privateKey, publicKey } = await generateKeyPair('EdDSA');
const userId = '0198c0de-0000-7000-8000-000000000001';
const now = new Date('2026-03-01T12:00:00Z');
const keySet = vi.fn(async () => publicKey);
const rules = { keySet, issuer: 'https://shop', audience: 'shop' };

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  keySet.mockClear();
});
afterEach(() => void vi.useRealTimers());

const bearer = async (change: Record<string, unknown> = {}): Promise<string> =>
  `Bearer ${await new SignJWT({
    iss: 'https://shop',
    aud: 'shop',
    sub: userId,
    sid: userId,
    role: 'STAFF',
    guest: false,
    exp: now.getTime() / 1_000 + 60,
    ...change,
  })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(privateKey)}`;

it('checks a valid token once, and each other token by itself', async () => {
  const check = rememberAccessTokens(rules);
  const header = await bearer();
  const first = await check(header);
  expect(first).toMatchObject({ kind: 'valid', user: { userId, role: 'STAFF' } });
  expect(await check(header)).toEqual(first);
  expect(keySet).toHaveBeenCalledTimes(1);
  expect(await check(await bearer({ role: 'CUSTOMER' }))).toMatchObject({ kind: 'valid', user: { role: 'CUSTOMER' } });
  expect(keySet).toHaveBeenCalledTimes(2);
});

it('takes no token beyond its end', async () => {
  const check = rememberAccessTokens(rules);
  const header = await bearer();
  await check(header);
  vi.setSystemTime(now.getTime() + 59_999);
  expect(await check(header)).toMatchObject({ kind: 'valid' });
  vi.setSystemTime(now.getTime() + 60_000);
  expect(await check(header)).toEqual({ kind: 'invalid' });
});

it('does not take a token for another that begins or ends like it', async () => {
  const check = rememberAccessTokens(rules);
  const header = await bearer();
  await check(header);
  const [head, , signature] = header.split('.');
  const claims = Buffer.from(
    JSON.stringify({
      iss: 'https://shop',
      aud: 'shop',
      sub: userId,
      sid: userId,
      role: 'ADMIN',
      guest: false,
      exp: now.getTime() / 1_000 + 60,
    }),
  ).toString('base64url');
  expect(await check(`${head}.${claims}.${signature}`)).toEqual({ kind: 'invalid' });
});

it('asks again for what was not valid, and for keys that could not be read', async () => {
  const check = rememberAccessTokens(rules);
  const header = await bearer();
  keySet.mockRejectedValueOnce(new TypeError('fetch failed'));
  expect(await check(header)).toMatchObject({ kind: 'unchecked' });
  expect(await check(header)).toMatchObject({ kind: 'valid' });
  expect(await check(undefined)).toEqual({ kind: 'missing' });
});
