import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anonymous } from '@storegraph/testkit/viewers';
import { userTable } from '../src/db/schema.ts';
import { GUEST, LOGIN, newEmail, PASSWORD, REFRESH, REGISTER, startHarness, VERIFY, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const login = (email: string, password: string, cookie?: string) =>
  harness.ask(anonymous, LOGIN, { input: { email, password } }, cookie);

describe('a guest', () => {
  it('shops with name and phone alone, and sees themselves in the answer', async () => {
    const { data, errors, setCookies } = await harness.ask(anonymous, GUEST, {
      input: { name: ' Gina Guest ', phone: '+1 (555) 010-0100' },
    });
    expect(errors).toEqual([]);
    expect(data.continueAsGuest.user).toMatchObject({
      name: 'Gina Guest',
      phone: '+1 (555) 010-0100',
      email: null,
      role: 'CUSTOMER',
      isGuest: true,
    });
    expect(setCookies).toEqual([
      expect.stringMatching(/^storegraph_refresh=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=2592000$/),
    ]);
  });

  it('keeps id, phone and so their orders when they register', async () => {
    const guest = await harness.guest();
    const email = newEmail();
    const answer = await harness.ask(
      guest.viewer,
      REGISTER,
      { input: { name: 'Gina Full', email, password: PASSWORD } },
      guest.cookie,
    );
    expect(answer.data.register.user).toMatchObject({
      id: guest.userId,
      name: 'Gina Full',
      email,
      phone: '+1 555 010 0100',
      isGuest: false,
    });
    const { viewer } = await harness.browserOf(answer, 'register');
    await harness.ask(viewer, VERIFY, { input: { token: await harness.linkTo(email) } });
    const { data } = await login(email, PASSWORD);
    expect(data.login.user.id).toBe(guest.userId);
  });

  it('loses the sessions from before there was a password', async () => {
    const guest = await harness.guest();
    await harness.ask(guest.viewer, REGISTER, { input: { name: 'Gina', email: newEmail(), password: PASSWORD } });
    expect((await harness.ask(anonymous, REFRESH, {}, guest.cookie)).data.refreshSession.__typename).toBe(
      'SessionEndedError',
    );
    expect(await harness.sessionsOf(guest.userId)).toBe(1);
  });

  it('is known by the cookie when the access token has run out', async () => {
    const guest = await harness.guest();
    const { data } = await harness.ask(
      anonymous,
      REGISTER,
      { input: { name: 'Gina', email: newEmail(), password: PASSWORD } },
      guest.cookie,
    );
    expect(data.register.user.id).toBe(guest.userId);
  });

  it('is not taken over with an access token whose session has ended', async () => {
    const guest = await harness.guest();
    await harness.ask(guest.viewer, 'mutation { logoutEverywhere { __typename } }');
    const { data } = await harness.ask(guest.viewer, REGISTER, {
      input: { name: 'Thief', email: newEmail(), password: PASSWORD },
    });
    expect(data.register.user.id).not.toBe(guest.userId);
  });

  it('becomes one account when two tabs register at once', async () => {
    for (let round = 0; round < 10; round++) {
      const guest = await harness.guest();
      const emails = [newEmail(), newEmail()];
      const answers = await Promise.all(
        emails.map((email) =>
          harness.ask(guest.viewer, REGISTER, { input: { name: 'Gina', email, password: PASSWORD } }, guest.cookie),
        ),
      );
      const users = answers.map(({ data }) => data.register.user);
      expect(users.map(({ email }) => email)).toEqual(emails);
      expect(users.filter(({ id }) => id === guest.userId)).toHaveLength(1);
    }
  });

  it('gets no account with their id once they are locked out', async () => {
    const guest = await harness.guest();
    await harness.test.database.db
      .update(userTable)
      .set({ disabledAt: new Date() })
      .where(eq(userTable.id, guest.userId));
    const { data } = await harness.ask(
      guest.viewer,
      REGISTER,
      { input: { name: 'Gina', email: newEmail(), password: PASSWORD } },
      guest.cookie,
    );
    expect(data.register.user.id).not.toBe(guest.userId);
  });

  it('signs in to another account without touching it', async () => {
    const account = await harness.register();
    const guest = await harness.guest();
    const answer = await harness.ask(
      guest.viewer,
      LOGIN,
      { input: { email: account.email, password: PASSWORD } },
      guest.cookie,
    );
    expect(answer.data.login.user.id).toBe(account.userId);
    // The guest's cookie is overwritten, so its session ends.
    expect(await harness.sessionsOf(guest.userId)).toBe(0);
  });
});

describe('registering', () => {
  it.each([
    [{ name: '' }, ['input', 'name']],
    [{ email: 'not an address' }, ['input', 'email']],
    [{ password: 'short' }, ['input', 'password']],
    [{ phone: 'call me' }, ['input', 'phone']],
  ])('tells which field is at fault: %j', async (fault, field) => {
    const input = { name: 'Ada', email: newEmail(), password: PASSWORD, ...fault };
    const { data } = await harness.ask(anonymous, REGISTER, { input });
    expect(data.register).toMatchObject({ __typename: 'InvalidInputError', field });
  });

  it('tells the other subgraphs, with ids alone', async () => {
    const { userId } = await harness.register();
    const event = await vi.waitUntil(() => harness.events.find(({ subjectId }) => subjectId === userId));
    expect(event).toMatchObject({ type: 'UserRegistered', version: 1, payload: { userId } });
  });

  it('stores neither password nor refresh token', async () => {
    const { userId, cookie } = await harness.register();
    const [row] = await harness.test.database.db.select().from(userTable).where(eq(userTable.id, userId));
    expect(row?.passwordHash).toMatch(/^\$argon2id\$/);
    const [dump] = await harness.test.database.db.execute('select * from refresh_token');
    expect(JSON.stringify(dump)).not.toContain(cookie.split('=')[1]);
  });
});

describe('signing in', () => {
  it('works in any case of the e-mail address', async () => {
    const { email, userId } = await harness.register();
    expect((await login(` ${email.toUpperCase()} `, PASSWORD)).data.login.user.id).toBe(userId);
  });

  it('answers alike for a wrong password, an unknown address and a locked account', async () => {
    const account = await harness.register();
    const locked = await harness.register();
    await harness.test.database.db
      .update(userTable)
      .set({ disabledAt: new Date() })
      .where(eq(userTable.id, locked.userId));
    const answers = await Promise.all([
      login(account.email, 'wrong password'),
      login(newEmail(), PASSWORD),
      login(locked.email, PASSWORD),
    ]);
    expect(answers[0]?.data.login.__typename).toBe('InvalidCredentialsError');
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('gives every attempt the same work, whether or not the account exists', async () => {
    const { email } = await harness.register();
    const workOf = async (address: string): Promise<number> => {
      const before = process.cpuUsage();
      for (let tries = 0; tries < 10; tries++) await login(address, 'wrong password');
      return process.cpuUsage(before).user;
    };
    const known = await workOf(email);
    expect((await workOf(newEmail())) / known).toBeGreaterThan(0.6);
  });

  it('refuses a password that would be dear to hash', async () => {
    const { data } = await login(newEmail(), 'x'.repeat(129));
    expect(data.login).toMatchObject({ __typename: 'InvalidInputError', field: ['input', 'password'] });
  });

  it('ends the session that the browser had', async () => {
    const { email, userId, cookie } = await harness.register();
    await login(email, PASSWORD, cookie);
    expect(await harness.sessionsOf(userId)).toBe(1);
  });
});
