import { anonymous } from '@storegraph/testkit/viewers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOGIN, newEmail, PASSWORD, REFRESH, REQUEST_RESET, startHarness, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ REGISTER_RATE: 'off' });
});
afterAll(() => harness.stop());

const NEW = 'copper heron 12';
const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename ... on ResetPasswordSuccess { endedSessions } ... on UserError { field } } }`;

const request = async (email: string) =>
  (await harness.ask(anonymous, REQUEST_RESET, { input: { email } })).data.requestPasswordReset;
const reset = async (token: string, newPassword = NEW) =>
  (await harness.ask(anonymous, RESET, { input: { token, newPassword } })).data.resetPassword;
const login = async (email: string, password: string) =>
  (await harness.ask(anonymous, LOGIN, { input: { email, password } })).data.login.__typename;

describe('a new password', () => {
  it('is chosen by a mailed link, which ends every session and tells the owner', async () => {
    const { email, cookie, viewer } = await harness.register();
    await login(email, PASSWORD);
    expect(await request(email.toUpperCase())).toEqual({
      __typename: 'RequestPasswordResetSuccess',
      email: email.toUpperCase(),
    });
    expect(await reset(await harness.linkTo(email))).toEqual({ __typename: 'ResetPasswordSuccess', endedSessions: 2 });
    expect(await login(email, PASSWORD)).toBe('InvalidCredentialsError');
    expect(await login(email, NEW)).toBe('SignInSuccess');
    expect((await harness.ask(anonymous, REFRESH, {}, cookie)).data.refreshSession.__typename).toBe(
      'SessionEndedError',
    );
    expect((await harness.ask(viewer, '{ me { id } }')).data.me).toBeNull();
    expect((await harness.mailsTo(email))[0]!.subject).toBe('Your password at Storegraph was changed');
  });

  it('is chosen once by one link, of many at once', async () => {
    const { email } = await harness.register();
    await request(email);
    const token = await harness.linkTo(email);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => reset(token, `copper heron ${n}`)));
    const successes = answers.flatMap(({ __typename }, n) => (__typename === 'ResetPasswordSuccess' ? [n] : []));
    expect(successes).toHaveLength(1);
    expect(await login(email, `copper heron ${successes[0]}`)).toBe('SignInSuccess');
  });

  it('is chosen by the newest link alone', async () => {
    const { email } = await harness.register();
    await request(email);
    const older = await harness.linkTo(email);
    await request(email);
    expect(await reset(older)).toEqual({ __typename: 'TokenInvalidError', field: ['input', 'token'] });
    expect(await reset(await harness.linkTo(email))).toMatchObject({ __typename: 'ResetPasswordSuccess' });
  });

  it.each(['', 'x'.repeat(43), 'x'.repeat(100)])('is not chosen by what is no link: %j', async (token) => {
    expect(await reset(token)).toEqual({ __typename: 'TokenInvalidError', field: ['input', 'token'] });
  });

  it('has the length of every password, and leaves the link as it is when it has not', async () => {
    const { email } = await harness.register();
    await request(email);
    const token = await harness.linkTo(email);
    expect(await reset(token, 'short')).toEqual({ __typename: 'InvalidInputError', field: ['input', 'newPassword'] });
    expect(await reset(token)).toMatchObject({ __typename: 'ResetPasswordSuccess' });
  });
});

describe('asking for a new password', () => {
  it('is answered alike without an account, by the same statements, and opens nothing', async () => {
    const known = await harness.register();
    const unknown = newEmail();
    const claimed = await harness.registerOnly();
    const statementsFor = async (email: string) => {
      harness.statements.length = 0;
      expect(await request(email)).toEqual({ __typename: 'RequestPasswordResetSuccess', email });
      return harness.statements
        .filter((statement) => /user`|one_time|insert into `mail/.test(statement))
        .map((statement) => statement.replaceAll(/\(.*/gs, ''));
    };
    const expected = await statementsFor(known.email);
    expect(expected.length).toBeGreaterThan(2);
    expect(await statementsFor(unknown)).toEqual(expected);
    expect(await statementsFor(claimed.email)).toEqual(expected);
    for (const email of [unknown, claimed.email]) {
      const [mail] = await harness.mailsTo(email);
      expect(mail!.subject).toBe('You have no account at Storegraph');
      expect(mail!.text).not.toContain('#');
    }
  });

  it('floods nobody with mails, whether they have an account or not', async () => {
    const known = await harness.register();
    for (const email of [known.email, newEmail()]) {
      const answers = [];
      for (let n = 0; n < 6; n++) answers.push(await request(email));
      expect(answers.at(-1)).toMatchObject({ __typename: 'RateLimitedError' });
      expect((await harness.mailsTo(email)).length).toBeLessThanOrEqual(5);
    }
  });
});
