import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@storegraph/subgraph-kit/log';
import type { SubgraphRequest } from '@storegraph/subgraph-kit/http/subgraph-request';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutsideTokens, parseTrustedIssuers, type OutsideTokens } from './outside-tokens.ts';

const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
const stranger = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
const userId = '0198c0de-0000-7000-8000-000000000001';
const sessionId = '0198c0de-0000-7000-8000-000000000002';

let isDown = false;
let issuer = '';
const server = createServer((request, response) => {
  if (isDown) return void request.socket.destroy();
  const answer = request.url === '/jwks' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` };
  response.end(JSON.stringify(answer));
});
const user = vi.fn(async ({ variables }: SubgraphRequest) => {
  const input = variables?.['input'] as { role: string | null; subject: string };
  const admitOutsideToken =
    input.subject === 'locked-out' ? null : { userId, sessionId, role: input.role ?? 'CUSTOMER', permissions: [] };
  return { result: { data: { admitOutsideToken } }, setCookies: [] };
});
let tokens: OutsideTokens;
const trust = (more: object = {}): OutsideTokens =>
  createOutsideTokens(
    parseTrustedIssuers(JSON.stringify([{ issuer, audience: 'shop', ...more }]))!,
    user,
    createLogger('router', 'silent'),
  );
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  isDown = false;
  user.mockClear();
  tokens?.stop();
  tokens = trust();
});
afterAll(async () => {
  tokens.stop();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const now = (): number => Math.floor(Date.now() / 1_000);
const bearer = async (changes: Record<string, unknown> = {}, key = privateKey, header: object = {}): Promise<string> =>
  `Bearer ${await new SignJWT({ iss: issuer, aud: 'shop', sub: 'olu', iat: now(), exp: now() + 300, ...changes })
    .setProtectedHeader({ alg: 'RS256', kid: 'k', ...header })
    .sign(key)}`;
const kindOf = async (changes?: Record<string, unknown>, key = privateKey): Promise<string> =>
  (await tokens.check(await bearer(changes, key)))?.kind ?? 'not theirs';
const inputOf = () => (user.mock.calls.at(-1)![0].variables as { input: Record<string, unknown> }).input;

describe('a token of a trusted issuer', () => {
  it('opens what user says that it opens, and is asked for once a minute', async () => {
    const header = await bearer({ name: 'Olu', email: 'olu@example.com', email_verified: true });
    expect(await tokens.check(header)).toMatchObject({
      kind: 'valid',
      user: { kind: 'user', userId, sessionId, role: 'CUSTOMER', permissions: [], isGuest: false },
    });
    await tokens.check(header);
    expect(user).toHaveBeenCalledTimes(1);
    expect(inputOf()).toMatchObject({
      issuer,
      subject: 'olu',
      name: 'Olu',
      verifiedEmail: 'olu@example.com',
      role: null,
    });
  });

  it('tells no address that the issuer does not vouch for', async () => {
    await kindOf({ email: 'olu@example.com' });
    expect(inputOf()).toMatchObject({ verifiedEmail: null });
  });

  it.each<[string, Record<string, unknown>]>([
    ['for another audience', { aud: 'elsewhere' }],
    ['that ran out', { exp: 1_000 }],
    ['without an end', { exp: undefined }],
    ['without a subject', { sub: undefined }],
    ['without a time', { iat: undefined }],
  ])('is refused %s', async (_, changes) => {
    expect(await kindOf(changes)).toBe('invalid');
    expect(user).not.toHaveBeenCalled();
  });

  it('is refused when somebody else signed it, or nobody', async () => {
    expect(await kindOf({}, stranger.privateKey)).toBe('invalid');
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: issuer, aud: 'shop', sub: 'olu', iat: now(), exp: now() + 300 };
    const unsigned = await tokens.check(`Bearer ${part({ alg: 'none' })}.${part(claims)}.`);
    expect(unsigned?.kind).toBe('invalid');
    const bytes = new TextEncoder().encode(JSON.stringify(jwk));
    const symmetric = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(bytes);
    expect((await tokens.check(`Bearer ${symmetric}`))?.kind).toBe('invalid');
    expect(user).not.toHaveBeenCalled();
  });

  it('is refused when user lets nobody in by it', async () => {
    expect(await kindOf({ sub: 'locked-out' })).toBe('invalid');
  });

  it('is left to others when it is none of theirs', async () => {
    expect(tokens.check(await bearer({ iss: 'storegraph' }))).toBeNull();
    expect([undefined, 'Bearer x', 'Basic x'].map((header) => tokens.check(header))).toEqual([null, null, null]);
  });
});

describe('a role', () => {
  it('is what the mapping says, the highest of several, and no staff without it', async () => {
    tokens.stop();
    tokens = trust({ roleClaim: ['realm_access', 'roles'], roles: { helper: 'STAFF', boss: 'ADMIN' } });
    const roleFor = async (claim: unknown) => {
      await tokens.check(await bearer({ sub: JSON.stringify(claim), realm_access: claim }));
      return inputOf()['role'];
    };
    expect(await roleFor({ roles: ['helper'] })).toBe('STAFF');
    expect(await roleFor({ roles: ['helper', 'boss', 'other'] })).toBe('ADMIN');
    expect(await roleFor({ roles: 'boss' })).toBe('ADMIN');
    for (const nothing of [{ roles: ['ADMIN', 'STAFF', 'constructor'] }, { roles: [] }, {}, null, 'boss'])
      expect(await roleFor(nothing)).toBe('CUSTOMER');
  });
});

describe('while an issuer is down', () => {
  it('tokens of keys that are known are good, and others are not called invalid', async () => {
    expect(await kindOf({ sub: 'first' })).toBe('valid');
    isDown = true;
    expect(await kindOf({ sub: 'second' })).toBe('valid');
    tokens.stop();
    tokens = trust();
    expect(await kindOf()).toBe('unchecked');
    isDown = false;
    expect(await kindOf()).toBe('valid');
  });
});
