import { decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import type { User } from '../domain/user.ts';
import {
  generateAccessTokenKeys,
  parseAccessTokenKeys,
  rotateAccessTokenKeys,
  type AccessTokenKeys,
} from './access-token-keys.ts';
import { createAccessTokens } from './access-tokens.ts';
import { createSigningKeys, localKeySet, type SigningKeys } from './signing-keys.ts';

const settings = { issuer: 'the-issuer', audience: 'the-audience' };
const admin: User = {
  id: '0198c0de-0000-7000-8000-000000000001',
  name: 'Ada',
  email: 'ada@example.com',
  isEmailVerified: true,
  phone: null,
  role: 'ADMIN',
  staffRoleId: null,
  isGuest: false,
  isDisabled: false,
  isErased: false,
  createdAt: new Date(0),
};

const verify = (token: string, { publicKeys }: SigningKeys) =>
  jwtVerify(token, localKeySet(publicKeys), {
    ...settings,
    algorithms: ['EdDSA'],
    requiredClaims: ['exp', 'sub'],
  });

const issue = (keys: SigningKeys) =>
  createAccessTokens(keys, settings).issue({ user: admin, staffRole: null, sessionId: 'the-session' });

const signingWith = (keys: AccessTokenKeys): SigningKeys => createSigningKeys(() => keys);

it('signs tokens that the published keys verify', async () => {
  const keys = signingWith(await generateAccessTokenKeys());
  const { token, expiresAt } = await issue(keys);
  const { payload } = await verify(token, keys);
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
  const rotated = await rotateAccessTokenKeys(await generateAccessTokenKeys(), new Date(), 60);
  for (const key of signingWith(rotated).publicKeys().keys)
    expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
});

it('signs with a new key when its time has come, and keeps tokens of the old one valid until the last has run out', async () => {
  let now = Date.now();
  let keys = await generateAccessTokenKeys();
  const signing = createSigningKeys(
    () => keys,
    () => now,
  );
  const kidOf = async () => decodeProtectedHeader((await issue(signing)).token).kid;
  const old = await issue(signing);
  const oldKid = await kidOf();
  // What a verifier reads once and asks again must follow.
  const keySet = localKeySet(signing.publicKeys);
  const isKnown = (token: string) =>
    jwtVerify(token, keySet, settings).then(
      () => true,
      () => false,
    );

  keys = await rotateAccessTokenKeys(keys, new Date(now), 60);
  expect(await kidOf()).toBe(oldKid);
  expect(signing.publicKeys().keys).toHaveLength(2);
  now += 60_000;
  const young = await issue(signing);
  expect(await kidOf()).toBe(keys.keys[0].kid);
  expect([await isKnown(old.token), await isKnown(young.token)]).toEqual([true, true]);
  now += 660_000;
  expect([await isKnown(old.token), await isKnown(young.token)]).toEqual([false, true]);
});

it('refuses a key set without a key, and keys without their private half', async () => {
  const [{ d: _, ...half }] = (await generateAccessTokenKeys()).keys;
  expect(parseAccessTokenKeys(JSON.stringify({ keys: [] }))).toBeNull();
  expect(parseAccessTokenKeys(JSON.stringify({ keys: [half] }))).toBeNull();
});
