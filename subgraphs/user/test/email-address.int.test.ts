import { eq } from 'drizzle-orm';
import { anonymous } from '@storegraph/testkit/viewers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneTimeTokenTable, userTable } from '../src/db/schema.ts';
import { LOGIN, newEmail, PASSWORD, REGISTER, startHarness, VERIFY, type Browser, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ REGISTER_RATE: 'off', MAIL_RATE: 'off' });
});
afterAll(() => harness.stop());

const registerWith = (email: string) =>
  harness.ask(anonymous, REGISTER, { input: { name: 'Ada Okonjo', email, password: PASSWORD } });
const login = async (email: string, password = PASSWORD) =>
  (await harness.ask(anonymous, LOGIN, { input: { email, password } })).data.login;
const verify = async (
  token: string,
  viewer: Browser['viewer'] | typeof anonymous,
  password?: string,
): Promise<{ __typename: string }> =>
  (await harness.ask(viewer, VERIFY, { input: { token, password } })).data.verifyEmail;
const CHANGE = `mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { __typename ... on UserError { field } } }`;
const CONFIRM = `mutation ($input: ConfirmEmailInput!) { confirmEmailChange(input: $input) { __typename ... on ConfirmEmailChangeSuccess { user { email isEmailVerified } } } }`;
const subjectsTo = async (email: string) => (await harness.mailsTo(email)).map(({ subject }) => subject);

describe('registering', () => {
  it('answers alike for an address that has an account and for one that has none', async () => {
    const taken = await harness.register();
    harness.statements.length = 0;
    const free = await registerWith(newEmail());
    const statementsOfFree = ownStatements();
    const again = await registerWith(taken.email);
    expect(ownStatements()).toEqual(statementsOfFree);
    const shapeOf = ({ data, errors, setCookies }: typeof free) => ({
      keys: Object.keys(data.register),
      type: data.register.__typename,
      errors,
      cookies: setCookies.map((cookie) => cookie.replaceAll(/=[^;]{30,}/g, '=')),
    });
    expect(shapeOf(again)).toEqual(shapeOf(free));
    expect(again.data.register.user.email).toBe(taken.email);
  });

  it('mails a link to who has no account, and that there is one to who has', async () => {
    const { email, userId } = await harness.register();
    expect(await subjectsTo(email)).toEqual(['Confirm your e-mail address at Storegraph']);
    const { data } = await registerWith(email.toUpperCase());
    expect(data.register.user.id).not.toBe(userId);
    const [mail] = await harness.mailsTo(email.toUpperCase());
    expect(mail!.subject).toBe('You have an account at Storegraph');
    expect(mail!.text).not.toContain('#');
    expect(await login(email)).toMatchObject({ user: { id: userId } });
  });

  it('makes any number of accounts that claim one address, and signs none of them in by it', async () => {
    const email = newEmail();
    const answers = await Promise.all(Array.from({ length: 20 }, () => registerWith(email)));
    expect(new Set(answers.map(({ data }) => data.register.user.id)).size).toBe(20);
    expect(await login(email)).toEqual({
      __typename: 'InvalidCredentialsError',
      message: expect.any(String),
      field: null,
    });
  });
});

describe('an address', () => {
  it('counts once its link was followed by who is signed in', async () => {
    const { viewer, email, userId } = await harness.registerOnly();
    const { data: before } = await harness.ask(viewer, '{ me { email isEmailVerified } }');
    expect(before.me).toEqual({ email, isEmailVerified: false });
    expect(await verify(await harness.linkTo(email), viewer)).toEqual({
      __typename: 'VerifyEmailSuccess',
      email,
      user: { id: userId, isEmailVerified: true },
    });
    expect(await login(email)).toMatchObject({ user: { id: userId } });
  });

  it('is not confirmed by the link alone, as that may reach somebody else', async () => {
    const { email } = await harness.registerOnly();
    const token = await harness.linkTo(email);
    const stranger = await harness.register();
    for (const [viewer, password] of [
      [anonymous, undefined],
      [anonymous, 'not the password'],
      [stranger.viewer, undefined],
    ] as const)
      expect(await verify(token, viewer, password)).toMatchObject({
        __typename: 'InvalidCredentialsError',
        field: ['input', 'password'],
      });
    expect(await login(email)).toMatchObject({ __typename: 'InvalidCredentialsError' });
    // On another device: the password shows that it is the same person.
    expect(await verify(token, anonymous, PASSWORD)).toEqual({ __typename: 'VerifyEmailSuccess', email, user: null });
    expect(await login(email)).toMatchObject({ __typename: 'SignInSuccess' });
  });

  it('is confirmed by the newest link alone, and once', async () => {
    const { viewer, email } = await harness.registerOnly();
    const first = await harness.linkTo(email);
    const { data } = await harness.ask(
      viewer,
      'mutation { requestEmailVerification { __typename ... on RequestEmailVerificationSuccess { user { email } } } }',
    );
    expect(data.requestEmailVerification).toEqual({ __typename: 'RequestEmailVerificationSuccess', user: { email } });
    expect(await verify(first, viewer)).toMatchObject({ __typename: 'TokenInvalidError' });
    const second = await harness.linkTo(email);
    const answers = await Promise.all(Array.from({ length: 10 }, () => verify(second, viewer)));
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
      ...Array.from({ length: 9 }, () => 'TokenInvalidError'),
      'VerifyEmailSuccess',
    ]);
  });

  it('is not confirmed by a link that has run out, or that was made for something else', async () => {
    const { viewer, email, userId } = await harness.registerOnly();
    const token = await harness.linkTo(email);
    const { data } = await harness.ask(viewer, CONFIRM, { input: { token } });
    expect(data.confirmEmailChange.__typename).toBe('TokenInvalidError');
    await harness.test.database.db
      .update(oneTimeTokenTable)
      .set({ expiresAt: new Date(0) })
      .where(eq(oneTimeTokenTable.userId, userId));
    expect(await verify(token, viewer)).toMatchObject({ __typename: 'TokenInvalidError' });
  });

  it('is one account\u2019s alone, whoever confirms it first, and the others lose nothing', async () => {
    for (let round = 0; round < 5; round++) {
      const email = newEmail();
      const rivals = [];
      for (const spelling of [email, email.toUpperCase(), email]) {
        const rival = await harness.registerOnly({ email: spelling });
        rivals.push({ ...rival, token: await harness.linkTo(spelling) });
      }
      const answers = await Promise.all(rivals.map(({ token, viewer }) => verify(token, viewer)));
      expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
        'EmailTakenError',
        'EmailTakenError',
        'VerifyEmailSuccess',
      ]);
      const winner = rivals[answers.findIndex(({ __typename }) => __typename === 'VerifyEmailSuccess')]!;
      expect(await login(email)).toMatchObject({ user: { id: winner.userId } });
      for (const { viewer, userId } of rivals) {
        const { data } = await harness.ask(viewer, '{ me { id isEmailVerified } }');
        expect(data.me).toEqual({ id: userId, isEmailVerified: userId === winner.userId });
      }
    }
  });

  it('finds the account that confirmed it, and the list shows every account that claims it', async () => {
    const admin = await harness.withRole('ADMIN');
    const owner = await harness.register();
    const claimant = await harness.registerOnly({ email: owner.email });
    const { data } = await harness.ask(
      admin.viewer,
      `query ($email: String!) { userByEmail(email: $email) { id }
        users(filter: { search: $email }) { totalCount edges { node { id isEmailVerified } } } }`,
      { email: owner.email },
    );
    expect(data.userByEmail).toEqual({ id: owner.userId });
    expect(data.users.edges.map(({ node }: { node: object }) => node)).toEqual([
      { id: claimant.userId, isEmailVerified: false },
      { id: owner.userId, isEmailVerified: true },
    ]);
  });
});

describe('another address', () => {
  const change = async (person: Browser, newEmail: string, password = PASSWORD) =>
    (await harness.ask(person.viewer, CHANGE, { input: { newEmail, password } })).data.requestEmailChange;
  const confirm = async (token: string, { viewer }: Browser) =>
    (await harness.ask(viewer, CONFIRM, { input: { token } })).data.confirmEmailChange;

  it('is the account\u2019s once it is confirmed from there, and the old one is told', async () => {
    const person = await harness.register();
    const other = newEmail();
    expect(await change(person, other)).toEqual({ __typename: 'RequestEmailChangeSuccess' });
    expect((await harness.mailsTo(person.email))[0]).toMatchObject({
      subject: 'Your e-mail address at Storegraph is about to change',
      text: expect.stringContaining(other),
    });
    expect(await login(person.email)).toMatchObject({ __typename: 'SignInSuccess' });
    expect(await login(other)).toMatchObject({ __typename: 'InvalidCredentialsError' });
    expect(await confirm(await harness.linkTo(other), person)).toEqual({
      __typename: 'ConfirmEmailChangeSuccess',
      user: { email: other, isEmailVerified: true },
    });
    expect(await login(person.email)).toMatchObject({ __typename: 'InvalidCredentialsError' });
    expect(await login(other)).toMatchObject({ user: { id: person.userId } });
    expect((await subjectsTo(person.email))[0]).toBe('Your e-mail address at Storegraph was changed');
  });

  it('is asked for alike whether another account has it', async () => {
    const owner = await harness.register();
    const person = await harness.register();
    harness.statements.length = 0;
    const free = await change(person, newEmail());
    const statementsOfFree = ownStatements();
    expect(await change(person, owner.email)).toEqual(free);
    expect(ownStatements()).toEqual(statementsOfFree);
    expect((await subjectsTo(owner.email))[0]).toBe('You have an account at Storegraph');
  });

  it('takes the password, and is not the one that is there', async () => {
    const person = await harness.register();
    expect(await change(person, newEmail(), 'not the password')).toMatchObject({
      __typename: 'InvalidCredentialsError',
      field: ['input', 'password'],
    });
    expect(await change(person, person.email)).toEqual({
      __typename: 'InvalidInputError',
      field: ['input', 'newEmail'],
    });
  });

  it('is not taken by a link from before the password was changed', async () => {
    const person = await harness.register();
    const other = newEmail();
    await change(person, other);
    const token = await harness.linkTo(other);
    await harness.ask(
      person.viewer,
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }',
      { input: { currentPassword: PASSWORD, newPassword: 'copper heron 12' } },
    );
    expect(await confirm(token, person)).toEqual({ __typename: 'TokenInvalidError' });
  });
});

it('keeps no token that could be used, and no address twice', async () => {
  const { email, userId } = await harness.registerOnly();
  const token = await harness.linkTo(email);
  const rows = await harness.test.database.db
    .select()
    .from(oneTimeTokenTable)
    .where(eq(oneTimeTokenTable.userId, userId));
  expect(JSON.stringify(rows)).not.toContain(token);
  const [row] = await harness.test.database.db.select().from(userTable).where(eq(userTable.id, userId));
  expect(row).toMatchObject({ email, emailKey: null });
});

/** What a request asked of the database, since it was last asked, but for what runs by itself. */
function ownStatements(): string[] {
  const shapes = harness.statements.map((statement) => statement.replaceAll(/'[^']*'|x'[^']*'|\(.*/gs, '?'));
  harness.statements.length = 0;
  return shapes.filter((statement) => !/outbox|mail`/.test(statement));
}
