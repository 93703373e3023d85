import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '@storegraph/testkit/viewers';
import { newId } from '@storegraph/subgraph-kit/id';
import { auditLogTable, challengeTable, passkeyTable, userTable } from '../src/db/schema.ts';
import { createAuthenticator, type Authenticator, type Lie } from './authenticator.ts';
import { startHarness, type Harness } from './harness.ts';
import { cookiesOf, signInWith, turnOn, type Account } from './two-step.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ LOGIN_RATE: 'off', REGISTER_RATE: 'off', STAFF_SECOND_FACTOR: 'required' });
});
afterAll(() => harness.stop());

const BEGIN = `mutation { beginPasskeyRegistration { __typename ... on PasskeyOptions { options } } }`;
const REGISTER = `mutation ($input: RegisterPasskeyInput!) { registerPasskey(input: $input) { __typename
  ... on RegisterPasskeySuccess { user { passkeys { id name lastUsedAt } } } } }`;
const BEGIN_SIGN_IN = `mutation { beginPasskeySignIn { ... on PasskeyOptions { options } } }`;
const SIGN_IN = `mutation ($input: SignInWithPasskeyInput!) { signInWithPasskey(input: $input) { __typename
  ... on SignInSuccess { user { id email } session { id } accessToken accessTokenExpiresAt needsSecondFactor } } }`;

/** What is asked, and the cookie of the browser that was. */
type Asked = { readonly options: string; readonly cookie: string };

const beginRegistration = async ({ viewer }: Account): Promise<Asked> => {
  const answer = await harness.ask(viewer, BEGIN);
  return { options: answer.data.beginPasskeyRegistration.options, cookie: cookiesOf(answer) };
};

async function register(account: Account, authenticator: Authenticator, lie: Lie & { cookie?: string } = {}) {
  const { options, cookie } = await beginRegistration(account);
  const input = { response: authenticator.make(options, lie), name: 'Laptop' };
  return (await harness.ask(account.viewer, REGISTER, { input }, lie.cookie ?? cookie)).data.registerPasskey;
}

const member = async (): Promise<Account & { readonly authenticator: Authenticator }> => {
  const account = await harness.register();
  const authenticator = createAuthenticator();
  await register(account, authenticator);
  return { ...account, authenticator };
};

const beginSignIn = async (): Promise<Asked> => {
  const answer = await harness.ask(anonymous, BEGIN_SIGN_IN);
  return { options: answer.data.beginPasskeySignIn.options, cookie: cookiesOf(answer) };
};

const send = (response: string, cookie: string) => harness.ask(anonymous, SIGN_IN, { input: { response } }, cookie);

const signInBy = async (authenticator: Authenticator, lie: Lie = {}) => {
  const { options, cookie } = await beginSignIn();
  return send(authenticator.sign(options, lie), cookie);
};

describe('a new passkey', () => {
  it('belongs to who made it, and asks authenticators to verify their user and to remember whose it is', async () => {
    const account = await harness.register();
    const { options } = await beginRegistration(account);
    expect(JSON.parse(options)).toMatchObject({
      rp: { id: 'localhost', name: 'Storegraph' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
    expect(await register(account, createAuthenticator())).toMatchObject({
      user: { passkeys: [{ name: 'Laptop', lastUsedAt: null }] },
    });
  });

  it.each<[string, Lie & { cookie?: string }, string]>([
    ['another site', { origin: 'http://localhost.example:4000' }, 'InvalidPasskeyError'],
    ['another site in its signed part', { rpId: 'example.com' }, 'InvalidPasskeyError'],
    ['somebody who was not verified', { isVerified: false }, 'InvalidPasskeyError'],
    ['another challenge', { challenge: 'x'.repeat(43) }, 'ChallengeEndedError'],
    ['another browser', { cookie: `storegraph_challenge=${'x'.repeat(43)}` }, 'ChallengeEndedError'],
  ])('is refused from %s', async (_, lie, refusal) => {
    const account = await harness.register();
    expect((await register(account, createAuthenticator(), lie)).__typename).toBe(refusal);
    const rows = await harness.test.database.db
      .select()
      .from(passkeyTable)
      .where(eq(passkeyTable.userId, account.userId));
    expect(rows).toEqual([]);
  });

  it('answers a challenge once, and only that of its own account', async () => {
    const [account, other] = [await harness.register(), await harness.register()];
    const { options, cookie } = await beginRegistration(account);
    const input = { response: createAuthenticator().make(options), name: 'Mine' };
    const typeOf = async ({ viewer }: Account) =>
      (await harness.ask(viewer, REGISTER, { input }, cookie)).data.registerPasskey.__typename;
    expect([await typeOf(other), await typeOf(account), await typeOf(account)]).toEqual([
      'ChallengeEndedError',
      'RegisterPasskeySuccess',
      'ChallengeEndedError',
    ]);
  });

  it('is not registered twice, with whichever account', async () => {
    const { authenticator } = await member();
    expect((await register(await harness.register(), authenticator)).__typename).toBe('InvalidInputError');
  });

  it('is one of at most 20', async () => {
    const account = await harness.register();
    await harness.test.database.db.insert(passkeyTable).values(
      Array.from({ length: 20 }, () => ({
        id: newId(),
        userId: account.userId,
        name: 'One of many',
        credentialId: newId(),
        credentialHash: newId(),
        publicKey: 'none',
        counter: 0,
        transports: [],
      })),
    );
    const { data } = await harness.ask(account.viewer, BEGIN);
    expect(data.beginPasskeyRegistration.__typename).toBe('InvalidInputError');
  });
});

describe('signing in by a passkey', () => {
  it('needs no name, and counts as both factors', async () => {
    const user = await member();
    await turnOn(harness, user);
    const answer = await signInBy(user.authenticator);
    expect(answer.data.signInWithPasskey).toMatchObject({ user: { id: user.userId, email: user.email } });
    const { viewer } = await harness.browserOf(answer, 'signInWithPasskey');
    const { data } = await harness.ask(viewer, '{ me { passkeys { lastUsedAt } } }');
    expect(data.me.passkeys).toEqual([{ lastUsedAt: expect.any(String) }]);
  });

  it.each<[string, Lie]>([
    ['at another site', { origin: 'https://example.com' }],
    ['for another site', { rpId: 'example.com' }],
    ['by somebody who was not verified', { isVerified: false }],
    ['in the name of another user', { userHandle: 'AAAAAAAAAAAAAAAAAAAAAA' }],
  ])('is refused %s', async (_, lie) => {
    const { authenticator } = await member();
    const { data, setCookies } = await signInBy(authenticator, lie);
    expect(data.signInWithPasskey.__typename).toBe('InvalidPasskeyError');
    expect(setCookies).toEqual([]);
  });

  it('is refused when nobody knows the passkey, or its owner is locked out', async () => {
    const stranger = createAuthenticator();
    stranger.make((await beginRegistration(await harness.register())).options);
    expect((await signInBy(stranger)).data.signInWithPasskey.__typename).toBe('InvalidPasskeyError');
    const { userId, authenticator } = await member();
    await harness.test.database.db.update(userTable).set({ disabledAt: new Date() }).where(eq(userTable.id, userId));
    expect((await signInBy(authenticator)).data.signInWithPasskey.__typename).toBe('InvalidPasskeyError');
  });

  it.each(['not json', '{}', '{"id":"a","rawId":"a","type":"public-key","response":{}}'])(
    'takes no %s for an answer',
    async (response) => {
      const { cookie } = await beginSignIn();
      expect((await send(response, cookie)).data.signInWithPasskey.__typename).toBe('InvalidInputError');
    },
  );

  it('lets one of 20 in who send the same answer at once', async () => {
    const { authenticator } = await member();
    const { options, cookie } = await beginSignIn();
    const response = authenticator.sign(options);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(response, cookie)));
    const outcomes = answers.map(({ data }) => data.signInWithPasskey.__typename);
    expect(outcomes.filter((each) => each === 'SignInSuccess')).toHaveLength(1);
    expect(outcomes.filter((each) => each === 'ChallengeEndedError')).toHaveLength(19);
  });

  it('is refused too late, and in another browser', async () => {
    const { authenticator } = await member();
    const asked = await beginSignIn();
    const typeOf = async (cookie: string) =>
      (await send(authenticator.sign(asked.options), cookie)).data.signInWithPasskey.__typename;
    expect(await typeOf((await beginSignIn()).cookie)).toBe('ChallengeEndedError');
    await harness.test.database.db.update(challengeTable).set({ expiresAt: sql`utc_timestamp(3) - interval 1 second` });
    expect(await typeOf(asked.cookie)).toBe('ChallengeEndedError');
  });

  it('is refused when the count of a passkey goes back, which tells of a copy', async () => {
    const { userId, authenticator } = await member();
    const signInAt = async (counter: number) => {
      authenticator.counter = counter;
      return (await signInBy(authenticator)).data.signInWithPasskey.__typename;
    };
    expect([await signInAt(5), await signInAt(5), await signInAt(4), await signInAt(0), await signInAt(6)]).toEqual([
      'SignInSuccess',
      'InvalidPasskeyError',
      'InvalidPasskeyError',
      'InvalidPasskeyError',
      'SignInSuccess',
    ]);
    const notes = await harness.test.database.db.select().from(auditLogTable).where(eq(auditLogTable.actorId, userId));
    expect(notes.filter(({ action }) => action === 'signInWithPasskey')).toHaveLength(3);
  });
});

describe('the passkeys of an account', () => {
  const RENAME = `mutation ($input: RenamePasskeyInput!) { renamePasskey(input: $input) { __typename ... on RenamePasskeySuccess { user { passkeys { name } } } } }`;
  const REMOVE = `mutation ($input: RemovePasskeyInput!) { removePasskey(input: $input) { __typename ... on RemovePasskeySuccess { user { passkeys { name } } } } }`;
  const idOf = async ({ viewer }: Account): Promise<string> =>
    (await harness.ask(viewer, '{ me { passkeys { id } } }')).data.me.passkeys[0].id;

  it('are renamed and removed by their owner, and by nobody else', async () => {
    const [user, other] = [await member(), await member()];
    const passkeyId = await idOf(user);
    for (const { viewer } of [other]) {
      const rename = await harness.ask(viewer, RENAME, { input: { passkeyId, name: 'Stolen' } });
      expect(rename.data.renamePasskey.__typename).toBe('NotFoundError');
      expect((await harness.ask(viewer, REMOVE, { input: { passkeyId } })).data.removePasskey.__typename).toBe(
        'NotFoundError',
      );
    }
    const renamed = await harness.ask(user.viewer, RENAME, { input: { passkeyId, name: ' Tablet ' } });
    expect(renamed.data.renamePasskey.user.passkeys).toEqual([{ name: 'Tablet' }]);
    const removed = await harness.ask(user.viewer, REMOVE, { input: { passkeyId } });
    expect(removed.data.removePasskey.user.passkeys).toEqual([]);
    expect((await signInBy(user.authenticator)).data.signInWithPasskey.__typename).toBe('InvalidPasskeyError');
  });

  it('keep who knows the password alone from adding a factor', async () => {
    const user = await member();
    const byPassword = await harness.browserOf(await signInWith(harness, user), 'login');
    for (const begin of [BEGIN, 'mutation { beginTotp { __typename } }']) {
      const { data } = await harness.ask(byPassword.viewer, begin);
      expect((data.beginTotp ?? data.beginPasskeyRegistration).__typename).toBe('InvalidInputError');
    }
  });

  it('open the work of staff, of whom one has to stay', async () => {
    const staff = await harness.withRole('STAFF');
    const authenticator = createAuthenticator();
    await register(staff, authenticator);
    const answer = await signInBy(authenticator);
    expect(answer.data.signInWithPasskey.needsSecondFactor).toBe(false);
    const { viewer } = await harness.browserOf(answer, 'signInWithPasskey');
    expect(viewer.role).toBe('STAFF');
    expect((await signInWith(harness, staff)).data.login.needsSecondFactor).toBe(true);
    const { data } = await harness.ask(viewer, REMOVE, { input: { passkeyId: await idOf({ ...staff, viewer }) } });
    expect(data.removePasskey.__typename).toBe('InvalidInputError');
  });
});
