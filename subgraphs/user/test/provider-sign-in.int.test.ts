import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anonymous } from '@storegraph/testkit/viewers';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { linkedAccountTable, userTable } from '../src/db/schema.ts';
import { newEmail, startHarness, type Harness } from './harness.ts';
import { CLIENT, startTestProvider, type TestProvider } from './openid-provider.ts';

let provider: TestProvider;
let harness: Harness;
beforeAll(async () => {
  provider = await startTestProvider();
  harness = await startHarness({
    LOGIN_RATE: 'off',
    SIGN_IN_PROVIDERS: JSON.stringify([
      { id: 'test', name: 'Test login', issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret },
    ]),
  });
});
beforeEach(() => {
  Object.assign(provider, { isDown: false });
  Object.assign(provider.lies, { claims: {}, isForged: false });
});
afterAll(async () => {
  await harness.stop();
  await provider.close();
});

const BEGIN = `mutation ($id: ID!) { beginProviderSignIn(input: { providerId: $id }) { __typename ... on BeginProviderSignInSuccess { url } ... on ProviderSignInError { reason } } }`;
const BEGIN_LINK = BEGIN.replace('beginProviderSignIn', 'beginProviderLink');
const COMPLETE = `mutation ($query: String!) { completeProviderSignIn(input: { query: $query }) { __typename
  ... on SignInSuccess { user { id name email isGuest role linkedAccounts { id providerName } } accessToken } ... on ProviderSignInError { reason } } }`;
const LINK = `mutation ($query: String!) { linkProvider(input: { query: $query }) { __typename ... on LinkedAccountsSuccess { user { linkedAccounts { id } } } ... on ProviderSignInError { reason } } }`;
const UNLINK = `mutation ($id: ID!) { unlinkProvider(input: { linkedAccountId: $id }) { __typename ... on LinkedAccountsSuccess { user { linkedAccounts { id } } } ... on UserError { field } } }`;

/** Somebody with an account at the provider. */
const newSubject = (): JWTPayload => ({
  sub: randomUUID(),
  name: 'Olu Outside',
  email: newEmail(),
  email_verified: true,
});

type Begun = { readonly url: string; readonly cookie: string };
const begin = async (viewer: Viewer = anonymous, document = BEGIN): Promise<Begun> => {
  const { data, setCookies } = await harness.ask(viewer, document, { id: 'test' });
  const { url } = Object.values(data)[0] as { url: string };
  return { url, cookie: setCookies[0]!.split(';')[0]! };
};
const complete = async (query: string, cookie: string) =>
  (await harness.ask(anonymous, COMPLETE, { query }, cookie)).data.completeProviderSignIn;
const signIn = async (claims: JWTPayload) => {
  const { url, cookie } = await begin();
  return complete(provider.signIn(url, claims), cookie);
};
const reasonOf = async (claims: JWTPayload = newSubject()) => (await signIn(claims)).reason;
const link = async (viewer: Viewer, claims: JWTPayload) => {
  const { url, cookie } = await begin(viewer, BEGIN_LINK);
  const query = provider.signIn(url, claims);
  return (await harness.ask(viewer, LINK, { query }, cookie)).data.linkProvider;
};
const now = (): number => Math.floor(Date.now() / 1_000);

describe('signing in by an OpenID provider', () => {
  it('is offered by name', async () => {
    const { data } = await harness.ask(anonymous, '{ signInProviders { id name } }');
    expect(data.signInProviders).toEqual([{ id: 'test', name: 'Test login' }]);
  });

  it('asks with code, PKCE, state and nonce, and comes back to the shop', async () => {
    const { searchParams } = new URL((await begin()).url);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: CLIENT.id,
      redirect_uri: 'http://localhost:4000/sign-in/return',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^test\.[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('makes an account at first, and finds it again whatever name and address it has by then', async () => {
    const subject = newSubject();
    const first = await signIn(subject);
    expect(first).toMatchObject({
      __typename: 'SignInSuccess',
      user: {
        name: 'Olu Outside',
        email: subject['email'],
        isGuest: false,
        role: 'CUSTOMER',
        linkedAccounts: [{ providerName: 'Test login' }],
      },
    });
    const again = await signIn({ ...subject, email: newEmail(), name: 'Another' });
    expect(again.user).toMatchObject({ id: first.user.id, name: 'Olu Outside' });
  });

  it('makes one account of two first sign-ins at once', async () => {
    const subject = newSubject();
    const answers = await Promise.all([1, 2, 3, 4].map(() => signIn(subject)));
    expect(new Set(answers.map(({ user }) => user?.id)).size).toBe(1);
    expect(answers.map(({ __typename }) => __typename)).toEqual(Array(4).fill('SignInSuccess'));
  });

  it('makes no account of an address that the provider does not vouch for', async () => {
    expect(await reasonOf({ ...newSubject(), email_verified: false })).toBe('NO_EMAIL');
    expect(await reasonOf({ sub: randomUUID() })).toBe('NO_EMAIL');
  });

  it('never takes an account over by its address', async () => {
    const { email } = await harness.register();
    expect(await reasonOf({ ...newSubject(), email })).toBe('ACCOUNT_EXISTS');
  });

  it('refuses a user who was locked out', async () => {
    const subject = newSubject();
    const { user } = await signIn(subject);
    await harness.test.database.db.update(userTable).set({ disabledAt: new Date() }).where(eq(userTable.id, user.id));
    expect(await reasonOf(subject)).toBe('LOCKED');
  });
});

describe('an answer of a provider', () => {
  it('is good in the browser that asked for it alone', async () => {
    const { url } = await begin();
    const { cookie: other } = await begin();
    expect(await complete(provider.signIn(url, newSubject()), other)).toMatchObject({ reason: 'EXPIRED' });
    expect(await complete(provider.signIn(url, newSubject()), '')).toMatchObject({ reason: 'EXPIRED' });
  });

  it('is good for what was asked alone', async () => {
    const { url, cookie } = await begin();
    const query = new URLSearchParams(provider.signIn(url, newSubject()));
    query.set('state', `test.${'s'.repeat(43)}`);
    expect(await complete(query.toString(), cookie)).toMatchObject({ reason: 'EXPIRED' });
    expect(await complete('', cookie)).toMatchObject({ reason: 'EXPIRED' });
  });

  it('is taken once, of many at once, too', async () => {
    const { url, cookie } = await begin();
    const query = provider.signIn(url, newSubject());
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => complete(query, cookie)));
    expect(answers.filter(({ __typename }) => __typename === 'SignInSuccess')).toHaveLength(1);
    expect(answers.filter(({ reason }) => reason === 'EXPIRED')).toHaveLength(4);
    expect(await complete(query, cookie)).toMatchObject({ reason: 'EXPIRED' });
  });

  it('signs nobody in with the code of another attempt', async () => {
    const victim = await begin();
    const thief = await begin();
    const query = new URLSearchParams(provider.signIn(victim.url, newSubject()));
    query.set('state', new URL(thief.url).searchParams.get('state')!);
    expect(await complete(query.toString(), thief.cookie)).toMatchObject({ reason: 'INVALID' });
  });

  it('says that the user turned back', async () => {
    const { url, cookie } = await begin();
    const state = new URL(url).searchParams.get('state')!;
    const query = new URLSearchParams({ error: 'access_denied', state }).toString();
    expect(await complete(query, cookie)).toMatchObject({ reason: 'CANCELLED' });
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['with another nonce', () => ({ nonce: 'another' })],
    ['without a nonce', () => ({ nonce: undefined })],
    ['for another audience', () => ({ aud: 'another-shop' })],
    ['of another issuer', () => ({ iss: 'https://elsewhere.example' })],
    ['that ran out', () => ({ iat: now() - 600, exp: now() - 60 })],
    ['that never ends', () => ({ exp: undefined })],
    ['of a clock that is minutes ahead', () => ({ iat: now() + 300, exp: now() + 600, nbf: now() + 300 })],
    ['of nobody', () => ({ sub: undefined })],
  ])('is refused with an ID token %s', async (_, lies) => {
    provider.lies.claims = lies();
    expect(await reasonOf()).toBe('INVALID');
  });

  it('is refused when somebody else signed it', async () => {
    provider.lies.isForged = true;
    expect(await reasonOf()).toBe('INVALID');
  });

  it('is taken from a clock that is seconds off', async () => {
    provider.lies.claims = { iat: now() + 20, exp: now() + 60, nbf: now() + 20 };
    expect((await signIn(newSubject())).__typename).toBe('SignInSuccess');
    provider.lies.claims = { iat: now() - 60, exp: now() - 20 };
    expect((await signIn(newSubject())).__typename).toBe('SignInSuccess');
  });
});

describe('a provider that is down', () => {
  it('is said to be, and signs in again when it is back', async () => {
    const { url, cookie } = await begin();
    const query = provider.signIn(url, newSubject());
    provider.isDown = true;
    expect(await complete(query, cookie)).toMatchObject({ reason: 'UNAVAILABLE' });
    provider.isDown = false;
    expect((await signIn(newSubject())).__typename).toBe('SignInSuccess');
  });

  it('does not keep the shop from starting', async () => {
    provider.isDown = true;
    const late = await startHarness({
      SIGN_IN_PROVIDERS: JSON.stringify([
        { id: 'test', name: 'T', issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret },
      ]),
    });
    const begun = async () => (await late.ask(anonymous, BEGIN, { id: 'test' })).data.beginProviderSignIn;
    expect(await begun()).toMatchObject({ reason: 'UNAVAILABLE' });
    provider.isDown = false;
    expect((await begun()).__typename).toBe('BeginProviderSignInSuccess');
    await late.stop();
  });

  it('is not asked for when it is none', async () => {
    const { data } = await harness.ask(anonymous, BEGIN, { id: 'nobody' });
    expect(data.beginProviderSignIn.__typename).toBe('NotFoundError');
  });
});

describe('linking', () => {
  it('signs the owner of an account in from then on, whatever the provider calls them', async () => {
    const { viewer, userId, email } = await harness.register();
    const subject = newSubject();
    expect(await link(viewer, subject)).toMatchObject({ user: { linkedAccounts: [{ id: expect.any(String) }] } });
    expect((await signIn(subject)).user).toMatchObject({ id: userId, email });
    expect((await link(viewer, subject)).__typename).toBe('LinkedAccountsSuccess');
  });

  it('takes nobody else’s account of the provider', async () => {
    const subject = newSubject();
    await signIn(subject);
    const { viewer } = await harness.register();
    expect(await link(viewer, subject)).toMatchObject({ reason: 'TAKEN' });
  });

  it('is finished by who began it alone, and is no sign-in', async () => {
    const [one, other] = [await harness.register(), await harness.register()];
    const { url, cookie } = await begin(one.viewer, BEGIN_LINK);
    const query = provider.signIn(url, newSubject());
    expect((await harness.ask(other.viewer, LINK, { query }, cookie)).data.linkProvider).toMatchObject({
      reason: 'EXPIRED',
    });
    expect(await complete(query, cookie)).toMatchObject({ reason: 'EXPIRED' });
  });

  it('is undone by the owner alone, and not when nothing else signs them in', async () => {
    const owner = await harness.register();
    const subject = newSubject();
    const { user } = await link(owner.viewer, subject);
    const [{ id }] = user.linkedAccounts;
    const other = await harness.register();
    const unlink = async (viewer: Viewer, linkId: string) =>
      (await harness.ask(viewer, UNLINK, { id: linkId })).data.unlinkProvider;
    expect((await unlink(other.viewer, id)).__typename).toBe('NotFoundError');
    expect(await unlink(owner.viewer, id)).toMatchObject({ user: { linkedAccounts: [] } });

    const outsider = newSubject();
    const begun = await begin();
    const answer = await harness.ask(
      anonymous,
      COMPLETE,
      { query: provider.signIn(begun.url, outsider) },
      begun.cookie,
    );
    const { viewer, userId } = await harness.browserOf(answer, 'completeProviderSignIn');
    const [only] = await harness.test.database.db
      .select()
      .from(linkedAccountTable)
      .where(eq(linkedAccountTable.userId, userId));
    expect(await unlink(viewer, only!.id)).toMatchObject({ field: ['input', 'linkedAccountId'] });
  });
});
