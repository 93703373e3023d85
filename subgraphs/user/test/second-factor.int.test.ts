import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '@storegraph/testkit/viewers';
import { auditLogTable, challengeTable, totpTable, userTable } from '../src/db/schema.ts';
import { LOGIN, newEmail, PASSWORD, startHarness, type Harness } from './harness.ts';
import {
  BEGIN,
  codeOf,
  CONFIRM,
  firstStep,
  secondStep,
  signInWith,
  turnOn,
  waitForNextCode,
  type Account,
  type TwoStep,
} from './two-step.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ LOGIN_RATE: 'off', REGISTER_RATE: 'off', PASSWORD_FREE_TRIES: '100' });
});
afterAll(() => harness.stop());

/** An account with two-step sign-in, whose app shows a code that was not used yet. */
const member = async (): Promise<Account & TwoStep> => {
  const account = await harness.register();
  const twoStep = await turnOn(harness, account);
  await waitForNextCode(harness, account);
  return { ...account, ...twoStep };
};

const outcomesOf = async (answers: readonly Promise<{ data: any }>[]): Promise<string[]> =>
  (await Promise.all(answers)).map(({ data }) => data.completeLogin.__typename);
const winnersOf = (outcomes: readonly string[]): number => outcomes.filter((each) => each === 'SignInSuccess').length;

describe('turning two-step sign-in on', () => {
  it('takes a first code, answers with ten recovery codes, and ends every other session', async () => {
    const account = await harness.register();
    const other = await harness.browserOf(await signInWith(harness, account), 'login');
    const begun = await harness.ask(account.viewer, BEGIN);
    const { secret, uri } = begun.data.beginTotp;
    expect(uri).toContain(`secret=${secret}`);
    expect(uri).toContain(encodeURIComponent(account.email));
    expect((await harness.ask(account.viewer, '{ me { hasSecondFactor recoveryCodesLeft } }')).data.me).toEqual({
      hasSecondFactor: false,
      recoveryCodesLeft: 0,
    });
    const { data } = await harness.ask(account.viewer, CONFIRM, { input: { code: ` ${codeOf(secret)} ` } });
    expect(new Set(data.confirmTotp.recoveryCodes).size).toBe(10);
    expect(data.confirmTotp.user).toEqual({ hasSecondFactor: true, recoveryCodesLeft: 10 });
    expect((await harness.ask(other.viewer, '{ me { id } }')).data.me).toBeNull();
    expect((await harness.ask(account.viewer, '{ me { id } }')).data.me).not.toBeNull();
  });

  it('changes nothing while the code is wrong', async () => {
    const account = await harness.register();
    await harness.ask(account.viewer, BEGIN);
    const { data } = await harness.ask(account.viewer, CONFIRM, { input: { code: codeOf('A'.repeat(32)) } });
    expect(data.confirmTotp).toMatchObject({ __typename: 'InvalidCodeError', field: ['input', 'code'] });
    expect((await signInWith(harness, account)).data.login.__typename).toBe('SignInSuccess');
  });

  it('is not begun again while it is on, and not by guests', async () => {
    const { viewer } = await member();
    expect((await harness.ask(viewer, BEGIN)).data.beginTotp.__typename).toBe('InvalidInputError');
    const guest = await harness.guest();
    expect((await harness.ask(guest.viewer, BEGIN)).data.beginTotp.__typename).toBe('InvalidInputError');
  });

  it('stores neither secret nor recovery codes as they are, and writes down who did it', async () => {
    const { userId, secret, recoveryCodes } = await member();
    const { db } = harness.test.database;
    const dump = JSON.stringify([
      await db.execute('select * from totp'),
      await db.execute('select * from recovery_code'),
    ]);
    for (const text of [secret, ...recoveryCodes]) expect(dump).not.toContain(text);
    const notes = await db.select().from(auditLogTable).where(eq(auditLogTable.actorId, userId));
    expect(notes).toMatchObject([{ action: 'confirmTotp', subjectId: userId }]);
  });
});

describe('the second step', () => {
  it('follows the password, and opens a session only then', async () => {
    const user = await member();
    const before = await harness.sessionsOf(user.userId);
    const first = await firstStep(harness, user);
    expect(first.challenge).toMatch(/^[\w-]{43}$/);
    expect(first.cookie).toMatch(/^storegraph_challenge=[\w-]{43}$/);
    expect(await harness.sessionsOf(user.userId)).toBe(before);
    const signedIn = await harness.browserOf(await secondStep(harness, first, codeOf(user.secret)), 'completeLogin');
    expect(signedIn.userId).toBe(user.userId);
    expect((await harness.ask(signedIn.viewer, '{ me { email } }')).data.me.email).toBe(user.email);
  });

  it('is not spoken of before the password is right', async () => {
    const user = await member();
    const plain = await harness.register();
    const wrong = await Promise.all(
      [user.email, plain.email, newEmail()].map((email) =>
        harness.ask(anonymous, LOGIN, { input: { email, password: 'wrong password' } }),
      ),
    );
    expect(wrong[0]?.data.login.__typename).toBe('InvalidCredentialsError');
    expect(wrong[1]).toEqual(wrong[0]);
    expect(wrong[2]).toEqual(wrong[0]);
  });

  it('takes a code once, and none from before it', async () => {
    const user = await member();
    const code = codeOf(user.secret);
    const earlier = codeOf(user.secret, -1);
    expect((await secondStep(harness, await firstStep(harness, user), code)).data.completeLogin.__typename).toBe(
      'SignInSuccess',
    );
    for (const replayed of [code, earlier])
      expect((await secondStep(harness, await firstStep(harness, user), replayed)).data.completeLogin.__typename).toBe(
        'InvalidCodeError',
      );
  });

  it('takes a code that is half a minute off, and none that is two minutes off', async () => {
    const user = await member();
    const first = await firstStep(harness, user);
    expect((await secondStep(harness, first, codeOf(user.secret, 4))).data.completeLogin.__typename).toBe(
      'InvalidCodeError',
    );
    expect((await secondStep(harness, first, codeOf(user.secret, 1))).data.completeLogin.__typename).toBe(
      'SignInSuccess',
    );
  });

  it('lets one of 20 in who use the same code at once', async () => {
    const user = await member();
    const steps = await Promise.all(Array.from({ length: 20 }, () => firstStep(harness, user)));
    const code = codeOf(user.secret);
    const outcomes = await outcomesOf(steps.map((step) => secondStep(harness, step, code)));
    expect(winnersOf(outcomes)).toBe(1);
    expect(new Set(outcomes)).toEqual(new Set(['SignInSuccess', 'InvalidCodeError']));
  });

  it('lets one of 20 in who use the same recovery code at once', async () => {
    const user = await member();
    const steps = await Promise.all(Array.from({ length: 20 }, () => firstStep(harness, user)));
    const outcomes = await outcomesOf(steps.map((step) => secondStep(harness, step, user.recoveryCodes[0]!)));
    expect(winnersOf(outcomes)).toBe(1);
    const { data } = await harness.ask(
      (
        await harness.browserOf(
          await secondStep(harness, await firstStep(harness, user), user.recoveryCodes[1]!),
          'completeLogin',
        )
      ).viewer,
      '{ me { recoveryCodesLeft } }',
    );
    expect(data.me.recoveryCodesLeft).toBe(8);
  });

  it('answers a challenge once, however many codes there are', async () => {
    const user = await member();
    const first = await firstStep(harness, user);
    const outcomes = await outcomesOf(user.recoveryCodes.map((code) => secondStep(harness, first, code)));
    expect(winnersOf(outcomes)).toBe(1);
  });

  it('ends after ten wrong codes, and the right one is too late', async () => {
    const user = await member();
    const first = await firstStep(harness, user);
    for (let tries = 0; tries < 10; tries++)
      expect((await secondStep(harness, first, codeOf('A'.repeat(32)))).data.completeLogin.__typename).toBe(
        'InvalidCodeError',
      );
    expect((await secondStep(harness, first, codeOf(user.secret))).data.completeLogin.__typename).toBe(
      'ChallengeEndedError',
    );
  });

  it.each<[string, (step: { challenge: string; cookie: string }, user: Account) => Promise<object> | object]>([
    ['made up', () => ({ challenge: 'x'.repeat(43) })],
    ['of another browser', async () => ({ cookie: `storegraph_challenge=${'x'.repeat(43)}` })],
    ['without its cookie', () => ({ cookie: '' })],
    [
      'too old',
      async (_, { userId }) => {
        await harness.test.database.db
          .update(challengeTable)
          .set({ expiresAt: sql`utc_timestamp(3) - interval 1 second` })
          .where(eq(challengeTable.userId, userId));
        return {};
      },
    ],
    [
      'of somebody who was locked out since',
      async (_, { userId }) => {
        await harness.test.database.db
          .update(userTable)
          .set({ disabledAt: new Date() })
          .where(eq(userTable.id, userId));
        return {};
      },
    ],
    [
      'from before a new password',
      async (_, { viewer }) => {
        await harness.ask(
          viewer,
          'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }',
          { input: { currentPassword: PASSWORD, newPassword: `${PASSWORD} new` } },
        );
        return {};
      },
    ],
  ])('is refused for a challenge that is %s', async (_, change) => {
    const user = await member();
    const first = await firstStep(harness, user);
    const changed = { ...first, ...(await change(first, user)) };
    const { data, setCookies } = await secondStep(harness, changed, codeOf(user.secret));
    expect(data.completeLogin.__typename).toBe('ChallengeEndedError');
    expect(setCookies).toEqual([]);
  });

  it("takes no code of another account's app", async () => {
    const [user, other] = [await member(), await member()];
    const { data } = await secondStep(harness, await firstStep(harness, user), codeOf(other.secret));
    expect(data.completeLogin.__typename).toBe('InvalidCodeError');
    const recovered = await secondStep(harness, await firstStep(harness, user), other.recoveryCodes[0]!);
    expect(recovered.data.completeLogin.__typename).toBe('InvalidCodeError');
  });
});

describe('wrong codes', () => {
  it('make the next wait, over all challenges of the account', async () => {
    const strict = await startHarness({ PASSWORD_FREE_TRIES: '3' });
    try {
      const account = await strict.register();
      const { secret } = await turnOn(strict, account);
      const first = await firstStep(strict, account);
      const second = await firstStep(strict, account);
      for (const step of [first, second, first, second]) await secondStep(strict, step, codeOf('A'.repeat(32)));
      const { data } = await secondStep(strict, second, codeOf(secret, 1));
      expect(data.completeLogin).toMatchObject({ __typename: 'RateLimitedError', retryAfterSeconds: 1 });
    } finally {
      await strict.stop();
    }
  });
});

const DISABLE = `mutation ($input: ProofInput!) { disableTotp(input: $input) { __typename ... on UserError { field } ... on DisableTotpSuccess { user { hasSecondFactor recoveryCodesLeft } } } }`;
const RENEW = `mutation ($input: ProofInput!) { renewRecoveryCodes(input: $input) { __typename ... on RecoveryCodesSuccess { recoveryCodes } ... on UserError { field } } }`;

describe('turning it off', () => {
  it.each<[string, (user: TwoStep) => object]>([
    ['the password', () => ({ password: PASSWORD })],
    ['a code', ({ secret }) => ({ code: codeOf(secret) })],
    ['a recovery code', ({ recoveryCodes }) => ({ code: recoveryCodes[0] })],
  ])('takes %s', async (_, inputOf) => {
    const user = await member();
    const { data } = await harness.ask(user.viewer, DISABLE, { input: inputOf(user) });
    expect(data.disableTotp).toEqual({
      __typename: 'DisableTotpSuccess',
      user: { hasSecondFactor: false, recoveryCodesLeft: 0 },
    });
    expect((await signInWith(harness, user)).data.login.__typename).toBe('SignInSuccess');
  });

  it.each([
    [{}, 'InvalidInputError'],
    [{ password: 'wrong password' }, 'InvalidCredentialsError'],
    [{ code: 'zzzz-zzzz-zzzz-zzzz' }, 'InvalidCodeError'],
  ])('is refused by %j', async (input, refusal) => {
    const user = await member();
    for (const mutation of [DISABLE, RENEW]) {
      const { data } = await harness.ask(user.viewer, mutation, { input });
      expect((data.disableTotp ?? data.renewRecoveryCodes).__typename).toBe(refusal);
    }
    expect((await harness.ask(user.viewer, '{ me { hasSecondFactor } }')).data.me.hasSecondFactor).toBe(true);
  });
});

it('renews recovery codes, and the old ones open nothing', async () => {
  const user = await member();
  const { data } = await harness.ask(user.viewer, RENEW, { input: { password: PASSWORD } });
  const [renewed] = data.renewRecoveryCodes.recoveryCodes;
  expect(
    (await secondStep(harness, await firstStep(harness, user), user.recoveryCodes[0]!)).data.completeLogin.__typename,
  ).toBe('InvalidCodeError');
  expect((await secondStep(harness, await firstStep(harness, user), renewed)).data.completeLogin.__typename).toBe(
    'SignInSuccess',
  );
});

it('outlives a new password and another role', async () => {
  const admin = await harness.withRole('ADMIN');
  const user = await member();
  await harness.ask(
    admin.viewer,
    'mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { __typename } }',
    {
      input: { userId: user.userId, role: 'STAFF' },
    },
  );
  expect((await signInWith(harness, user)).data.login.__typename).toBe('SecondFactorRequired');
  const [row] = await harness.test.database.db.select().from(totpTable).where(eq(totpTable.userId, user.userId));
  expect(row?.confirmedAt).not.toBeNull();
});

describe('resetting it', () => {
  const RESET = `mutation ($input: ResetSecondFactorInput!) { resetSecondFactor(input: $input) { __typename ... on ResetSecondFactorSuccess { user { hasSecondFactor } } } }`;

  it('is for admins, and stands in the audit log', async () => {
    const admin = await harness.withRole('ADMIN');
    const user = await member();
    const staff = await harness.withRole('STAFF');
    const input = { userId: user.userId };
    expect((await harness.ask(staff.viewer, RESET, { input })).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    const { data } = await harness.ask(admin.viewer, RESET, { input });
    expect(data.resetSecondFactor).toMatchObject({ user: { hasSecondFactor: false } });
    expect(await harness.sessionsOf(user.userId)).toBe(0);
    expect((await signInWith(harness, user)).data.login.__typename).toBe('SignInSuccess');
    const notes = await harness.test.database.db
      .select()
      .from(auditLogTable)
      .where(eq(auditLogTable.actorId, admin.userId));
    expect(notes).toMatchObject([
      { action: 'resetSecondFactor', subjectId: user.userId, details: { before: { hasSecondFactor: true } } },
    ]);
  });

  it('is not for oneself', async () => {
    const admin = await harness.withRole('ADMIN');
    const { data } = await harness.ask(admin.viewer, RESET, { input: { userId: admin.userId } });
    expect(data.resetSecondFactor.__typename).toBe('InvalidInputError');
  });
});

it('is seen by staff, and how many recovery codes are left is not', async () => {
  const user = await member();
  const staff = await harness.withRole('STAFF');
  const { data, errors } = await harness.ask(
    staff.viewer,
    `{ user(id: "${user.userId}") { hasSecondFactor recoveryCodesLeft passkeys { id } } }`,
  );
  expect(data.user).toEqual({ hasSecondFactor: true, recoveryCodesLeft: null, passkeys: null });
  expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
});
