import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, service } from '@storegraph/testkit/viewers';
import { refreshTokenTable, sessionTable } from '../src/db/schema.ts';
import { forgetExpiredSessions } from '../src/db/session-store.ts';
import { LOGIN, PASSWORD, REFRESH, startHarness, type Browser, type Harness } from './harness.ts';

let harness: Harness;
let browser: Browser & { email: string };
beforeAll(async () => {
  harness = await startHarness();
});
beforeEach(async () => {
  browser = await harness.register();
});
afterAll(() => harness.stop());

const refresh = (cookie?: string) => harness.ask(anonymous, REFRESH, {}, cookie);
const refreshed = async (cookie: string) => harness.browserOf(await refresh(cookie), 'refreshSession');
const outcomeOf = async (cookie?: string): Promise<string> => (await refresh(cookie)).data.refreshSession.__typename;

/** Lets the ten seconds' grace of every used token pass. */
const letGracePass = () =>
  harness.test.database.db
    .update(refreshTokenTable)
    .set({ usedAt: sql`used_at - interval 11 second` })
    .where(sql`used_at is not null`);

const loginAgain = async () =>
  harness.browserOf(
    await harness.ask(anonymous, LOGIN, { input: { email: browser.email, password: PASSWORD } }),
    'login',
  );

describe('refreshing', () => {
  it('answers with the next cookie and access token of the same session', async () => {
    const next = await refreshed(browser.cookie);
    expect(next.cookie).not.toBe(browser.cookie);
    expect(next.viewer).toEqual(browser.viewer);
    expect(await outcomeOf(next.cookie)).toBe('SignInSuccess');
  });

  it('keeps both of two tabs signed in that send the same cookie at once', async () => {
    const [one, other] = await Promise.all([refreshed(browser.cookie), refreshed(browser.cookie)]);
    expect(one.cookie).not.toBe(other.cookie);
    expect(await outcomeOf(one.cookie)).toBe('SignInSuccess');
    expect(await outcomeOf(other.cookie)).toBe('SignInSuccess');
  });

  it('ends the whole session when a used cookie comes back after the grace', async () => {
    const next = await refreshed(browser.cookie);
    await letGracePass();
    expect(await outcomeOf(browser.cookie)).toBe('SessionEndedError');
    expect(await outcomeOf(next.cookie)).toBe('SessionEndedError');
    expect(await harness.sessionsOf(browser.userId)).toBe(0);
  });

  it('leaves the other sessions of the user alone when one is stolen', async () => {
    const phone = await loginAgain();
    await refreshed(browser.cookie);
    await letGracePass();
    await refresh(browser.cookie);
    expect(await outcomeOf(phone.cookie)).toBe('SignInSuccess');
  });

  it.each([undefined, 'storegraph_refresh=', `storegraph_refresh=${'A'.repeat(43)}`])(
    'answers that the session has ended, and clears the cookie, for %j',
    async (cookie) => {
      const { data, setCookies } = await refresh(cookie);
      expect(data.refreshSession.__typename).toBe('SessionEndedError');
      expect(setCookies).toEqual([expect.stringContaining('Max-Age=0')]);
    },
  );

  it('moves the end of the session 30 days on', async () => {
    const { db } = harness.test.database;
    await db
      .update(sessionTable)
      .set({ expiresAt: sql`utc_timestamp(3) + interval 1 hour` })
      .where(eq(sessionTable.userId, browser.userId));
    const { data } = await refresh(browser.cookie);
    const daysLeft = (new Date(data.refreshSession.session.expiresAt).getTime() - Date.now()) / 86_400_000;
    expect(daysLeft).toBeGreaterThan(29.9);
  });

  it('refuses a cookie that nobody used for 30 days, and forgets it', async () => {
    const { db } = harness.test.database;
    const past = sql`utc_timestamp(3) - interval 1 second`;
    await db
      .update(refreshTokenTable)
      .set({ expiresAt: past })
      .where(eq(refreshTokenTable.sessionId, browser.viewer.sessionId));
    await db.update(sessionTable).set({ expiresAt: past }).where(eq(sessionTable.id, browser.viewer.sessionId));
    expect(await outcomeOf(browser.cookie)).toBe('SessionEndedError');
    const other = await loginAgain();
    await forgetExpiredSessions(db);
    expect(await harness.sessionsOf(browser.userId)).toBe(1);
    expect(await outcomeOf(other.cookie)).toBe('SignInSuccess');
  });
});

describe('`session`', () => {
  const SESSION = '{ session { id expiresAt user { id name } } }';

  it('is the one behind the cookie', async () => {
    const { data } = await harness.ask(browser.viewer, SESSION, {}, browser.cookie);
    expect(data.session).toMatchObject({
      id: browser.viewer.sessionId,
      user: { id: browser.userId, name: 'Ada Okonjo' },
    });
  });

  it('is null without a cookie, and with one that was used', async () => {
    expect((await harness.ask(browser.viewer, SESSION)).data.session).toBeNull();
    await refreshed(browser.cookie);
    await letGracePass();
    expect((await harness.ask(browser.viewer, SESSION, {}, browser.cookie)).data.session).toBeNull();
  });
});

describe('ending', () => {
  it('logs out this browser alone', async () => {
    const phone = await loginAgain();
    const { data, setCookies } = await harness.ask(
      browser.viewer,
      'mutation { logout { ... on LogoutSuccess { endedSessions } } }',
      {},
      browser.cookie,
    );
    expect(data.logout.endedSessions).toBe(1);
    expect(setCookies).toEqual([expect.stringContaining('Max-Age=0')]);
    expect(await outcomeOf(browser.cookie)).toBe('SessionEndedError');
    expect(await outcomeOf(phone.cookie)).toBe('SignInSuccess');
  });

  it('logs out by the cookie alone, and without any session', async () => {
    const LOGOUT = 'mutation { logout { ... on LogoutSuccess { endedSessions } } }';
    expect((await harness.ask(anonymous, LOGOUT, {}, browser.cookie)).data.logout.endedSessions).toBe(1);
    expect((await harness.ask(anonymous, LOGOUT, {}, browser.cookie)).data.logout.endedSessions).toBe(0);
  });

  it('logs out everywhere', async () => {
    const phone = await loginAgain();
    const { data } = await harness.ask(
      browser.viewer,
      'mutation { logoutEverywhere { ... on LogoutSuccess { endedSessions } } }',
    );
    expect(data.logoutEverywhere.endedSessions).toBe(2);
    expect(await outcomeOf(browser.cookie)).toBe('SessionEndedError');
    expect(await outcomeOf(phone.cookie)).toBe('SessionEndedError');
  });

  it('does not log a service out, which has no account', async () => {
    const { errors } = await harness.ask(service, 'mutation { logoutEverywhere { __typename } }');
    expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});

describe('changing the password', () => {
  const change = (currentPassword: string, newPassword: string) =>
    harness.ask(
      browser.viewer,
      `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename ... on ChangePasswordSuccess { user { id } } ... on UserError { field } } }`,
      { input: { currentPassword, newPassword } },
    );
  const login = async (password: string) =>
    (await harness.ask(anonymous, LOGIN, { input: { email: browser.email, password } })).data.login
      .__typename as string;

  it('ends every other session and keeps this one', async () => {
    const phone = await loginAgain();
    expect((await change(PASSWORD, 'another otter 48')).data.changePassword.user.id).toBe(browser.userId);
    expect(await outcomeOf(phone.cookie)).toBe('SessionEndedError');
    expect(await outcomeOf(browser.cookie)).toBe('SignInSuccess');
    expect([await login(PASSWORD), await login('another otter 48')]).toEqual([
      'InvalidCredentialsError',
      'SignInSuccess',
    ]);
  });

  it('needs the password as it is now, and a fitting new one', async () => {
    expect((await change('wrong password', 'another otter 48')).data.changePassword).toEqual({
      __typename: 'InvalidCredentialsError',
      field: ['input', 'currentPassword'],
    });
    expect((await change(PASSWORD, 'short')).data.changePassword).toEqual({
      __typename: 'InvalidInputError',
      field: ['input', 'newPassword'],
    });
    expect(await login(PASSWORD)).toBe('SignInSuccess');
  });

  it('happens once when asked for five times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => change(PASSWORD, `another otter ${n}`)));
    const outcomes = answers.map(({ data }) => data.changePassword.__typename);
    expect(outcomes.filter((outcome) => outcome === 'ChangePasswordSuccess')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'InvalidCredentialsError')).toHaveLength(4);
  });

  it('is refused to a guest', async () => {
    browser = { ...(await harness.guest()), email: '' };
    expect((await change(PASSWORD, 'another otter 48')).data.changePassword.__typename).toBe('InvalidInputError');
  });
});
