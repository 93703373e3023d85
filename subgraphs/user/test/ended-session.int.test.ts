import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { anonymous, service } from '@storegraph/testkit/viewers';
import { auditLogTable, refreshTokenTable } from '../src/db/schema.ts';
import { LOGIN, newEmail, PASSWORD, REFRESH, REGISTER, startHarness, type Browser, type Harness } from './harness.ts';

let harness: Harness;
let admin: Browser;
beforeAll(async () => {
  harness = await startHarness();
  admin = await harness.withRole('ADMIN');
});
afterAll(() => harness.stop());

type Account = Browser & { readonly email: string };

const loginAgain = async ({ email }: Account): Promise<Browser> =>
  harness.browserOf(await harness.ask(anonymous, LOGIN, { input: { email, password: PASSWORD } }), 'login');
const act = async (browser: Browser, mutation: string, variables: object = {}, cookie?: string) => {
  const { errors } = await harness.ask(browser.viewer, mutation, { ...variables }, cookie);
  expect(errors).toEqual([]);
};

/** Each way in which a session ends before its time: the browser whose session it was. */
const endings: Record<string, () => Promise<Browser>> = {
  logout: async () => {
    const user = await harness.register();
    await act(user, 'mutation { logout { __typename } }', {}, user.cookie);
    return user;
  },
  'logoutEverywhere, from another browser': async () => {
    const user = await harness.register();
    await act(await loginAgain(user), 'mutation { logoutEverywhere { __typename } }');
    return user;
  },
  'endSession, from another browser': async () => {
    const user = await harness.register();
    await act(
      await loginAgain(user),
      'mutation ($input: EndSessionInput!) { endSession(input: $input) { __typename } }',
      { input: { sessionId: user.viewer.sessionId } },
    );
    return user;
  },
  'endUserSession, by an admin': async () => {
    const user = await harness.register();
    await act(admin, 'mutation ($input: EndUserSessionInput!) { endUserSession(input: $input) { __typename } }', {
      input: { userId: user.userId, sessionId: user.viewer.sessionId },
    });
    return user;
  },
  'a new password, from another browser': async () => {
    const user = await harness.register();
    await act(
      await loginAgain(user),
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }',
      { input: { currentPassword: PASSWORD, newPassword: `${PASSWORD} new` } },
    );
    return user;
  },
  'another role': async () => {
    const user = await harness.withRole('STAFF');
    await act(admin, 'mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { __typename } }', {
      input: { userId: user.userId, role: 'CUSTOMER' },
    });
    return user;
  },
  'being locked out': async () => {
    const user = await harness.register();
    await act(admin, 'mutation ($input: DisableUserInput!) { disableUser(input: $input) { __typename } }', {
      input: { userId: user.userId },
    });
    return user;
  },
  'a guest who becomes an account': async () => {
    const guest = await harness.guest();
    const input = { name: 'Gina Guest', email: newEmail(), password: PASSWORD };
    await act(guest, REGISTER, { input }, guest.cookie);
    return guest;
  },
  'a refresh token that comes back': async () => {
    const user = await harness.register();
    await harness.ask(anonymous, REFRESH, {}, user.cookie);
    await harness.test.database.db
      .update(refreshTokenTable)
      .set({ usedAt: sql`used_at - interval 11 second` })
      .where(eq(refreshTokenTable.sessionId, user.viewer.sessionId));
    await harness.ask(anonymous, REFRESH, {}, user.cookie);
    return user;
  },
};

const ADDRESS = 'recipient: "A", line1: "B", city: "C", postalCode: "1", countryCode: "DE"';
const OWN_MUTATIONS = [
  'logoutEverywhere',
  'updateProfile(input: { name: "X" })',
  `changePassword(input: { currentPassword: "${PASSWORD}", newPassword: "another otter 48" })`,
  `addAddress(input: { address: { ${ADDRESS} } })`,
  `updateAddress(input: { addressId: "${newId()}", address: { ${ADDRESS} } })`,
  `removeAddress(input: { addressId: "${newId()}" })`,
];

describe.each(Object.entries(endings))('a session that %s has ended', (_, end) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await end();
  });

  it.each(OWN_MUTATIONS)('opens nothing: %s', async (mutation) => {
    const sessions = await harness.sessionsOf(browser.userId);
    const { errors } = await harness.ask(browser.viewer, `mutation { ${mutation} { __typename } }`);
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
    expect(await harness.sessionsOf(browser.userId)).toBe(sessions);
  });

  it('reads nothing', async () => {
    const { data } = await harness.ask(
      browser.viewer,
      'query ($refs: [_Any!]!) { me { name } _entities(representations: $refs) { ... on User { name } } }',
      { refs: [{ __typename: 'User', id: browser.userId }] },
    );
    expect(data).toEqual({ me: null, _entities: [null] });
  });

  it('is among those that a router hears of first', async () => {
    expect(await firstTold()).toContain(browser.viewer.sessionId);
  });
});

const follow = (signal: AbortSignal) =>
  harness.subgraph.stream({
    query: 'subscription { sessionsEnded }',
    viewer: service,
    requestId: newId(),
    signal,
  });

async function firstTold(): Promise<unknown> {
  const leaving = new AbortController();
  for await (const { data } of follow(leaving.signal)) {
    leaving.abort();
    return data?.['sessionsEnded'];
  }
  return undefined;
}

it('tells each ending while a router listens, and shows that it lives when there is none', async () => {
  const user = await harness.register();
  const leaving = new AbortController();
  const answers = follow(leaving.signal)[Symbol.asyncIterator]();
  const next = async (): Promise<readonly string[]> => (await answers.next()).value?.data?.['sessionsEnded'];
  expect(await next()).not.toContain(user.viewer.sessionId);
  await act(user, 'mutation { logoutEverywhere { __typename } }');
  let told = await next();
  while (told.length === 0) told = await next();
  expect(told).toEqual([user.viewer.sessionId]);
  expect(await next()).toEqual([]);
  leaving.abort();
});

it('tells nobody but services', async () => {
  for await (const { errors } of harness.subgraph.stream({
    query: 'subscription { sessionsEnded }',
    viewer: admin.viewer,
    requestId: newId(),
    signal: new AbortController().signal,
  }))
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
});

it('notes what an admin whose session has ended tried to do', async () => {
  const former = await harness.withRole('ADMIN');
  await act(former, 'mutation { logoutEverywhere { __typename } }');
  await harness.ask(former.viewer, `mutation { disableUser(input: { userId: "${admin.userId}" }) { __typename } }`);
  const notes = await harness.test.database.db
    .select()
    .from(auditLogTable)
    .where(eq(auditLogTable.actorId, former.userId));
  expect(notes).toMatchObject([{ action: 'disableUser', details: { refused: 'sessionEnded' } }]);
});
