import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { anonymous } from '@storegraph/testkit/viewers';
import { auditLogTable, userTable } from '../src/db/schema.ts';
import { createAdmin } from '../src/use-cases/create-admin.ts';
import { LOGIN, newEmail, PASSWORD, REFRESH, startHarness, type Browser, type Harness } from './harness.ts';

let harness: Harness;
let admin: Browser & { email: string };
beforeAll(async () => {
  harness = await startHarness();
});
beforeEach(async () => {
  await harness.test.database.db
    .update(userTable)
    .set({ role: 'CUSTOMER' })
    .where(sql`role <> 'CUSTOMER'`);
  admin = await harness.withRole('ADMIN');
});
afterAll(() => harness.stop());

const setRole = async (actor: Browser, userId: string, role: string) => {
  const answer = await harness.ask(
    actor.viewer,
    'mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { __typename ... on SetUserRoleSuccess { user { id role } } ... on UserError { field } } }',
    { input: { userId, role } },
  );
  return { ...answer.data?.setUserRole, code: answer.errors[0]?.extensions?.['code'] };
};
const disable = async (actor: Browser, userId: string, disabled?: boolean) => {
  const answer = await harness.ask(
    actor.viewer,
    'mutation ($input: DisableUserInput!) { disableUser(input: $input) { __typename ... on DisableUserSuccess { user { id isDisabled } } ... on UserError { field } } }',
    { input: { userId, disabled } },
  );
  return { ...answer.data?.disableUser, code: answer.errors[0]?.extensions?.['code'] };
};
const refreshOutcome = async (cookie: string) =>
  (await harness.ask(anonymous, REFRESH, {}, cookie)).data.refreshSession.__typename;
const auditOf = (userId: string) =>
  harness.test.database.db.select().from(auditLogTable).where(eq(auditLogTable.subjectId, userId));

describe('giving a role', () => {
  it('ends the sessions of the old role, and notes who did it', async () => {
    const user = await harness.register();
    expect(await setRole(admin, user.userId, 'STAFF')).toMatchObject({ user: { id: user.userId, role: 'STAFF' } });
    expect(await refreshOutcome(user.cookie)).toBe('SessionEndedError');
    expect(await auditOf(user.userId)).toMatchObject([
      {
        actorId: admin.userId,
        action: 'setUserRole',
        details: { before: { role: 'CUSTOMER' }, after: { role: 'STAFF' } },
      },
    ]);
  });

  it('changes nothing when the user has it already', async () => {
    const user = await harness.register();
    expect(await setRole(admin, user.userId, 'CUSTOMER')).toMatchObject({ __typename: 'SetUserRoleSuccess' });
    expect(await refreshOutcome(user.cookie)).toBe('SignInSuccess');
    expect(await auditOf(user.userId)).toEqual([]);
  });

  it('never takes the last admin away', async () => {
    expect(await setRole(admin, admin.userId, 'CUSTOMER')).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'role'],
    });
    expect(await refreshOutcome(admin.cookie)).toBe('SignInSuccess');
  });

  it('leaves one admin when two demote each other at once', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await harness.withRole('ADMIN'), await harness.withRole('ADMIN')];
      await harness.test.database.db
        .update(userTable)
        .set({ role: 'CUSTOMER' })
        .where(
          sql`role = 'ADMIN' and id not in (unhex(${one.userId.replaceAll('-', '')}), unhex(${other.userId.replaceAll('-', '')}))`,
        );
      const outcomes = await Promise.all([
        setRole(one, other.userId, 'CUSTOMER'),
        setRole(other, one.userId, 'CUSTOMER'),
      ]);
      // The one who comes too late is no admin any more, or not signed in any more.
      expect(new Set(outcomes.map((outcome) => outcome.__typename ?? (outcome.code && 'refused')))).toEqual(
        new Set(['refused', 'SetUserRoleSuccess']),
      );
    }
  });

  it('is refused to an admin who was demoted, whose access token does not know yet', async () => {
    const former = await harness.withRole('ADMIN');
    await setRole(admin, former.userId, 'CUSTOMER');
    expect(await setRole(former, former.userId, 'ADMIN')).toEqual({ code: 'UNAUTHENTICATED' });
  });

  it('is refused to an admin whose session has ended', async () => {
    const user = await harness.register();
    await harness.ask(admin.viewer, 'mutation { logoutEverywhere { __typename } }');
    expect(await setRole(admin, user.userId, 'STAFF')).toEqual({ code: 'UNAUTHENTICATED' });
  });

  it('is refused to somebody who is no admin in the database, whatever their access token says', async () => {
    const user = await harness.register();
    await harness.test.database.db.update(userTable).set({ role: 'STAFF' }).where(eq(userTable.id, admin.userId));
    expect(await setRole(admin, user.userId, 'STAFF')).toEqual({ code: 'FORBIDDEN' });
    expect(await auditOf(user.userId)).toMatchObject([
      { actorId: admin.userId, action: 'setUserRole', details: { refused: 'forbidden', role: 'ADMIN' } },
    ]);
  });

  it('makes no guest staff', async () => {
    const guest = await harness.guest();
    expect(await setRole(admin, guest.userId, 'STAFF')).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'userId'],
    });
  });

  it.each(['nonsense', newId(), "' or 1=1 --"])('answers that there is no user %s', async (id) => {
    expect(await setRole(admin, id, 'STAFF')).toMatchObject({
      __typename: 'NotFoundError',
      field: ['input', 'userId'],
    });
  });
});

describe('locking a user out', () => {
  it('ends their sessions, refuses their password, and can be undone', async () => {
    const user = await harness.register();
    const login = async () =>
      (await harness.ask(anonymous, LOGIN, { input: { email: user.email, password: PASSWORD } })).data.login.__typename;
    expect(await disable(admin, user.userId)).toMatchObject({ user: { isDisabled: true } });
    expect(await refreshOutcome(user.cookie)).toBe('SessionEndedError');
    expect((await harness.ask(user.viewer, '{ me { id } }')).data.me).toBeNull();
    expect(await login()).toBe('InvalidCredentialsError');
    expect(await disable(admin, user.userId, false)).toMatchObject({ user: { isDisabled: false } });
    expect(await login()).toBe('SignInSuccess');
    expect((await auditOf(user.userId)).map(({ details }) => details)).toMatchObject([
      { after: { isDisabled: true } },
      { after: { isDisabled: false } },
    ]);
  });

  it('leaves no session behind when they sign in at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const user = await harness.register();
      await Promise.all([
        disable(admin, user.userId),
        ...Array.from({ length: 4 }, () =>
          harness.ask(anonymous, LOGIN, { input: { email: user.email, password: PASSWORD } }),
        ),
        harness.ask(anonymous, REFRESH, {}, user.cookie),
      ]);
      expect(await harness.sessionsOf(user.userId)).toBe(0);
    }
  });

  it('is refused for oneself', async () => {
    expect(await disable(admin, admin.userId)).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'userId'],
    });
  });
});

it('creates the first admin from a terminal', async () => {
  const { database } = harness.test;
  const email = newEmail();
  const deps = { database };
  expect(await createAdmin(deps, { name: 'Ada', email, password: PASSWORD })).toMatchObject({
    ok: true,
    value: { role: 'ADMIN' },
  });
  expect(await createAdmin(deps, { name: 'Ada', email, password: PASSWORD })).toMatchObject({
    ok: false,
    refusal: { kind: 'emailTaken' },
  });
  expect(await createAdmin(deps, { name: 'Ada', email: 'nonsense', password: PASSWORD })).toMatchObject({
    ok: false,
    refusal: { field: ['email'] },
  });
  expect((await harness.ask(anonymous, LOGIN, { input: { email, password: PASSWORD } })).data.login.user.role).toBe(
    'ADMIN',
  );
});
