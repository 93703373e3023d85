import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import type { User } from '../domain/user.ts';
import { accessTokenKeys, generateAccessTokenKeys } from './access-token-keys.ts';
import { createAccessTokens, type AccessTokens } from './access-tokens.ts';

const settings = { issuer: 'the-issuer', audience: 'the-audience' };
const admin: User = {
  id: '0198c0de-0000-7000-8000-000000000001',
  name: 'Ada',
  email: 'ada@example.com',
  phone: null,
  role: 'ADMIN',
  staffRoleId: null,
  isGuest: false,
  isDisabled: false,
  createdAt: new Date(0),
};

const verify = (token: string, { publicKeys }: AccessTokens) =>
  jwtVerify(token, createLocalJWKSet({ keys: [...publicKeys.keys] as { kty: string }[] }), {
    ...settings,
    algorithms: ['EdDSA'],
    requiredClaims: ['exp', 'sub'],
  });

it('signs tokens that the published keys verify', async () => {
  const tokens = await createAccessTokens(await generateAccessTokenKeys(), settings);
  const { token, expiresAt } = await tokens.issue({ user: admin, staffRole: null, sessionId: 'the-session' });
  const { payload } = await verify(token, tokens);
  expect(payload).toMatchObject({
    sub: admin.id,
    sid: 'the-session',
    role: 'ADMIN',
    guest: false,
    iss: 'the-issuer',
    aud: 'the-audience',
  });
  expect(payload.exp).toBe(expiresAt.getTime() / 1000);
});

it('publishes nothing private', async () => {
  const { publicKeys } = await createAccessTokens(await generateAccessTokenKeys(), settings);
  expect(Object.keys(publicKeys.keys[0]!).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
});

it('signs with the first key, and keeps tokens of older keys valid', async () => {
  const before = await generateAccessTokenKeys();
  const { token: oldToken } = await (
    await createAccessTokens(before, settings)
  ).issue({ user: admin, staffRole: null, sessionId: 's' });
  const added = await generateAccessTokenKeys();
  const rotated = await createAccessTokens({ keys: [added.keys[0], ...before.keys] }, settings);
  const { token } = await rotated.issue({ user: admin, staffRole: null, sessionId: 's' });
  expect(decodeProtectedHeader(token).kid).toBe(added.keys[0].kid);
  await expect(verify(oldToken, rotated)).resolves.toBeDefined();
  await expect(verify(token, rotated)).resolves.toBeDefined();
});

it('refuses a key set without a key, and keys without their private half', async () => {
  const [{ d: _, ...half }] = (await generateAccessTokenKeys()).keys;
  expect(accessTokenKeys.safeParse({ keys: [] }).success).toBe(false);
  expect(accessTokenKeys.safeParse({ keys: [half] }).success).toBe(false);
});
