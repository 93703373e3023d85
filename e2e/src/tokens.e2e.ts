import { createHash, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { subgraphNames } from '@storegraph/standalone/services';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from './actors/documents.ts';
import { newCustomer } from './actors/shopper.ts';
import { refreshSession } from './actors/sign-in.ts';
import { letGracePass } from './actors/refresh-token.ts';
import { post } from './actors/subgraphs.ts';
import { createVisitor, type Answer, type Visitor } from './actors/visitor.ts';
import { sharedShop } from './stack/shops.ts';

const shop = sharedShop();
const { url, secrets } = shop;
const REFRESH = 'storegraph_refresh';
let customer: Visitor;
let userId: string;
let tries = 0;
beforeAll(async () => {
  ({ visitor: customer, id: userId } = await newCustomer(url));
});
afterAll(() => console.log(`${tries} tries with tokens and cookies that open nothing`));

const withToken = (accessToken: string | null): Visitor => Object.assign(createVisitor(url), { accessToken });
const codeOf = ({ errors }: Answer): unknown => errors[0]?.extensions?.['code'];
const stream = (accessToken: string): Promise<Response> =>
  fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query: 'subscription { orderFeed { id } }' }),
  });

/** A token is nobody's: at the router, which says so, at its stream, and at each subgraph. */
async function expectNobodys(token: string): Promise<void> {
  const visitor = withToken(token);
  const answer = await visitor.ask('{ me { id } categories { id } }');
  expect(answer.errors).toEqual([]);
  expect(answer.data.me).toBeNull();
  expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
  expect(codeOf(await visitor.ask('{ orders { totalCount } }'))).toBe('UNAUTHENTICATED');
  const streamed = await stream(token);
  await streamed.body?.cancel();
  expect(streamed.status).toBe(401);
  for (const subgraph of subgraphNames) {
    const { status } = await post(shop, subgraph, { query: '{ __typename }' }, { authorization: `Bearer ${token}` });
    expect([subgraph, status]).toEqual([subgraph, 401]);
  }
  tries += 3 + subgraphNames.length;
}

describe('an access token', () => {
  const jwk = (): JsonWebKey & { kid: string } => JSON.parse(secrets.accessTokenKeys).keys[0];
  const sign = async (
    changes: Record<string, unknown>,
    header: { readonly kid?: string; readonly alg?: string } = {},
    key?: Parameters<SignJWT['sign']>[0],
  ): Promise<string> =>
    new SignJWT({ ...decodeJwt(customer.accessToken!), ...changes })
      .setProtectedHeader({ ...decodeProtectedHeader(customer.accessToken!), alg: 'EdDSA', ...header })
      .sign(key ?? (await importJWK(jwk(), 'EdDSA')));
  const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = (): string => customer.accessToken!.split('.')[1]!;
  const now = Math.floor(Date.now() / 1_000);

  // What a verifier that lets the token choose the algorithm would take for the secret of an HMAC.
  const publicKey = () => createPublicKey({ key: jwk(), format: 'jwk' });
  const publicForms: Record<string, () => Buffer> = {
    PEM: () => Buffer.from(publicKey().export({ type: 'spki', format: 'pem' })),
    DER: () => publicKey().export({ type: 'spki', format: 'der' }),
    'raw bytes': () => Buffer.from(jwk().x!, 'base64url'),
    'a hash': () => createHash('sha256').update(jwk().x!).digest(),
  };

  const forgeries: readonly (readonly [string, () => Promise<string>])[] = [
    ['runs out', () => sign({ exp: now - 60 })],
    ['never ends', () => sign({ exp: undefined })],
    ['is not valid yet', () => sign({ nbf: now + 3_600 })],
    ['is of another issuer', () => sign({ iss: 'somebody' })],
    ['names no issuer', () => sign({ iss: undefined })],
    ['is for another audience', () => sign({ aud: 'something' })],
    ['is for nobody', () => sign({ aud: undefined })],
    ['names no user', () => sign({ sub: 'admin' })],
    ['has no subject', () => sign({ sub: undefined })],
    ['has no session', () => sign({ sid: undefined })],
    ['invents a role', () => sign({ role: 'OWNER' })],
    ['is signed with another key', () => sign({}, {}, generateKeyPairSync('ed25519').privateKey)],
    ['names an unknown key', () => sign({}, { kid: 'another' }, generateKeyPairSync('ed25519').privateKey)],
    ['names a known key by an unknown name', () => sign({}, { kid: 'another' })],
    ...['../../etc/passwd', "' or 1=1", '__proto__', ''].map(
      (kid) => [`names ${JSON.stringify(kid)} as its key`, () => sign({}, { kid })] as const,
    ),
    ...Object.entries(publicForms).map(
      ([form, secret]) =>
        [`is an HMAC by the public key as ${form}`, () => sign({}, { alg: 'HS256' }, secret())] as const,
    ),
    ['is cut', async () => (await sign({})).slice(0, -3)],
    ['has another payload', async () => (await sign({})).replace(/\.[^.]+\./, `.${base64({ role: 'ADMIN' })}.`)],
    ...['none', 'None', 'NONE'].map(
      (alg) => [`has the algorithm ${alg}`, async () => `${base64({ alg })}.${payload()}.`] as const,
    ),
    ['has a signature of nothing', async () => `${base64({ alg: 'EdDSA', kid: jwk().kid })}.${payload()}.`],
    ['is a refresh token', async () => customer.cookies.get(REFRESH)!],
    ['is a statement for subgraphs', async () => `${base64({ alg: 'HS256' })}.${base64({ iss: 'storegraph' })}.x`],
    ['is no token', async () => 'token'],
  ];

  it.each(forgeries)('that %s is nobody’s', async (_, token) => {
    await expectNobodys(await token());
  });

  it('that the shop signed is taken', async () => {
    expect((await withToken(await sign({})).read('{ me { id } }')).me.id).toBe(userId);
  });
});

describe('a refresh cookie', () => {
  const refreshWith = async (cookie: string): Promise<string> => {
    const visitor = createVisitor(url);
    visitor.cookies.set(REFRESH, cookie);
    return (await refreshSession(visitor)).__typename;
  };

  it.each([
    ['an access token', () => customer.accessToken!],
    ['made up', () => 'A'.repeat(43)],
    ['cut', () => customer.cookies.get(REFRESH)!.slice(0, -1)],
    ['longer', () => `${customer.cookies.get(REFRESH)}A`],
    ['a pattern', () => '%'.repeat(43)],
  ])('that is %s opens nothing', async (_, cookie) => {
    tries += 1;
    expect(await refreshWith(cookie())).toBe('SessionEndedError');
  });

  it('leads two tabs that send it at once to two others that work', async () => {
    const { visitor } = await newCustomer(url);
    const tabs = [createVisitor(url), createVisitor(url)];
    for (const tab of tabs) tab.cookies.set(REFRESH, visitor.cookies.get(REFRESH)!);
    expect((await Promise.all(tabs.map(refreshSession))).map(({ __typename }) => __typename)).toEqual([
      'SignInSuccess',
      'SignInSuccess',
    ]);
    for (const tab of tabs) expect((await refreshSession(tab)).__typename).toBe('SignInSuccess');
  });

  it('that comes back later ends the session for whoever has it, and no other session', async () => {
    const { visitor, id, account } = await newCustomer(url);
    const other = createVisitor(url);
    await other.read(documents.login, { input: { email: account.email, password: account.password } });
    const stolen = visitor.cookies.get(REFRESH)!;
    await refreshSession(visitor);
    await letGracePass(shop, id);
    expect(await refreshWith(stolen)).toBe('SessionEndedError');
    expect(await refreshWith(visitor.cookies.get(REFRESH)!)).toBe('SessionEndedError');
    await expectEnded(visitor);
    expect((await refreshSession(other)).__typename).toBe('SignInSuccess');
    tries += 2;
  });

  /** The access token of a session that has ended opens nothing, once the router has heard of it. */
  const expectEnded = async ({ accessToken }: Visitor): Promise<void> => {
    await expect.poll(async () => (await withToken(accessToken).ask('{ me { id } }')).data.me).toBeNull();
    await expectNobodys(accessToken!);
  };

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'is not used by a form of another page, sent as %s',
    async (type) => {
      const { visitor } = await newCustomer(url);
      const before = visitor.cookies.get(REFRESH);
      const forged = await visitor.post(JSON.stringify({ query: documents.refreshSession }), { 'content-type': type });
      expect(forged.status).toBeGreaterThanOrEqual(400);
      expect(forged.status).toBeLessThan(500);
      expect([forged.headers.getSetCookie(), visitor.cookies.get(REFRESH)]).toEqual([[], before]);
      // Used by nobody, it still works without the grace that two tabs have.
      expect((await refreshSession(visitor)).__typename).toBe('SignInSuccess');
      tries += 1;
    },
  );

  it('is not used by a link', async () => {
    const cookie = `${REFRESH}=${customer.cookies.get(REFRESH)}`;
    const follow = (headers: Record<string, string>) =>
      fetch(`${url}/graphql?query=${encodeURIComponent(documents.refreshSession)}`, {
        headers: { cookie, ...headers },
      });
    expect((await follow({})).status).toBe(400);
    expect((await follow({ 'apollo-require-preflight': '1' })).status).toBe(405);
    tries += 2;
  });

  it('stays out of reach of scripts, other sites and subdomains, as every cookie of the shop does', async () => {
    const answer = await createVisitor(url).ask(documents.continueAsGuest, {
      input: { name: 'Gale', phone: '+1 555 0100 200' },
    });
    const lines = answer.headers.getSetCookie();
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) {
      expect(line).toMatch(/; HttpOnly/);
      expect(line).toMatch(/; SameSite=(Strict|Lax)/);
      expect(line).toMatch(/; Path=\/(;|$)/);
      expect(line).not.toMatch(/Domain=/i);
    }
    expect(lines.find((line) => line.startsWith(REFRESH))).toMatch(/SameSite=Strict/);
  });
});
