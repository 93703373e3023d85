import { ROLE_PERMISSIONS } from '@storegraph/subgraph-kit/permissions';
import { errors, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { checkAccessToken } from './access-token.ts';

const { privateKey, publicKey } = await generateKeyPair('EdDSA');
const stranger = await generateKeyPair('EdDSA');
const rules = { keySet: async () => publicKey, issuer: 'https://shop', audience: 'shop' };
const userId = '0198c0de-0000-7000-8000-000000000001';
const sessionId = '0198c0de-0000-7000-8000-000000000002';

const claims: JWTPayload = {
  iss: 'https://shop',
  aud: 'shop',
  sub: userId,
  sid: sessionId,
  role: 'STAFF',
  guest: false,
  exp: Math.floor(Date.now() / 1000) + 60,
};

const token = (change: Record<string, unknown> = {}, key = privateKey): Promise<string> =>
  new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'EdDSA' }).sign(key);

const check = async (text: string | Promise<string>) => (await checkAccessToken(`Bearer ${await text}`, rules)).kind;

describe('checkAccessToken', () => {
  it('reads who asks from a valid token', async () => {
    expect(await checkAccessToken(`Bearer ${await token()}`, rules)).toEqual({
      kind: 'valid',
      expiresAt: new Date((claims.exp ?? 0) * 1_000),
      user: { kind: 'user', userId, sessionId, role: 'STAFF', permissions: ROLE_PERMISSIONS.STAFF, isGuest: false },
    });
  });

  it('reads the permissions of a role of the shop', async () => {
    const permissions = ['READ_ORDERS', 'OF_A_LATER_VERSION'];
    expect(await checkAccessToken(`Bearer ${await token({ permissions })}`, rules)).toMatchObject({
      user: { role: 'STAFF', permissions: ['READ_ORDERS'] },
    });
  });

  it('tells a missing token from an invalid one', async () => {
    expect(await checkAccessToken(undefined, rules)).toEqual({ kind: 'missing' });
    expect(await checkAccessToken('Basic dXNlcjpwYXNz', rules)).toEqual({ kind: 'invalid' });
    expect(await check('nonsense')).toBe('invalid');
  });

  it.each<[string, Record<string, unknown>]>([
    ['without an end', { exp: undefined }],
    ['without a subject', { sub: undefined }],
    ['that is over', { exp: Math.floor(Date.now() / 1000) - 1 }],
    ['of another issuer', { iss: 'https://elsewhere' }],
    ['for another audience', { aud: 'elsewhere' }],
    ['with an unknown role', { role: 'OWNER' }],
    ['without a role', { role: undefined }],
    ['without a session', { sid: undefined }],
    ['whose subject is not an id', { sub: 'admin' }],
    ['whose guest claim is not a boolean', { guest: 'false' }],
  ])('refuses a token %s', async (_, change) => {
    expect(await check(token(change))).toBe('invalid');
  });

  it('refuses a token signed by somebody else', async () => {
    expect(await check(token({}, stranger.privateKey))).toBe('invalid');
  });

  it('refuses other algorithms, "none" included', async () => {
    const secret = new TextEncoder().encode('a secret of at least thirty-two bytes');
    const symmetric = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    expect((await checkAccessToken(`Bearer ${await symmetric}`, { ...rules, keySet: async () => secret })).kind).toBe(
      'invalid',
    );
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await check(`${part({ alg: 'none' })}.${part(claims)}.`)).toBe('invalid');
  });

  it('does not call a token invalid when the keys cannot be read', async () => {
    for (const error of [new errors.JWKSTimeout(), new TypeError('fetch failed')]) {
      const keySet = async () => {
        throw error;
      };
      expect(await checkAccessToken(`Bearer ${await token()}`, { ...rules, keySet })).toEqual({
        kind: 'unchecked',
        error,
      });
    }
  });
});
