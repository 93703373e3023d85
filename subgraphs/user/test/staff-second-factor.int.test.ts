import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '@storegraph/testkit/viewers';
import { sessionTable } from '../src/db/schema.ts';
import { REFRESH, startHarness, type Browser, type Harness } from './harness.ts';
import { BEGIN, codeOf, CONFIRM, firstStep, secondStep, signInWith, turnOn, waitForNextCode } from './two-step.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ STAFF_SECOND_FACTOR: 'required', LOGIN_RATE: 'off', REGISTER_RATE: 'off' });
});
afterAll(() => harness.stop());

const STAFF_FIELDS = [
  '{ users { totalCount } }',
  '{ staffRoles { id } }',
  '{ userAuditLog { totalCount } }',
  'mutation { createStaffRole(input: { name: "Mine", permissions: [] }) { __typename } }',
  'mutation ($id: ID!) { disableUser(input: { userId: $id }) { __typename } }',
  'mutation ($id: ID!) { setUserRole(input: { userId: $id, role: CUSTOMER }) { __typename } }',
  'mutation ($id: ID!) { resetSecondFactor(input: { userId: $id }) { __typename } }',
];

const codesOf = async ({ viewer }: Browser, field: string, id: string): Promise<readonly unknown[]> => {
  const { errors } = await harness.ask(viewer, field, field.includes('$id') ? { id } : {});
  return errors.map(({ extensions }) => extensions?.['code']);
};

/** The next session of a browser, by its cookie. */
const refreshed = async ({ cookie }: Browser): Promise<Browser> =>
  harness.browserOf(await harness.ask(anonymous, REFRESH, {}, cookie), 'refreshSession');

describe.each(['STAFF', 'ADMIN'] as const)('%s without a second factor', (role) => {
  it('sign in, and are told that they need one', async () => {
    const answer = await signInWith(harness, await harness.withRole(role));
    expect(answer.data.login).toMatchObject({ __typename: 'SignInSuccess', needsSecondFactor: true });
    expect((await harness.browserOf(answer, 'login')).viewer).toMatchObject({ role: 'CUSTOMER', permissions: [] });
  });

  it.each(STAFF_FIELDS)('open nothing of the staff, now or after a refresh: %s', async (field) => {
    const staff = await harness.withRole(role);
    const other = await harness.register();
    expect(await codesOf(staff, field, other.userId)).toEqual(['FORBIDDEN']);
    expect(await codesOf(await refreshed(staff), field, other.userId)).toEqual(['FORBIDDEN']);
    expect((await harness.ask(staff.viewer, `{ user(id: "${other.userId}") { name } }`)).data.user).toBeNull();
  });

  it('see no account but their own through another subgraph', async () => {
    const staff = await harness.withRole(role);
    const other = await harness.register();
    const { data } = await harness.ask(
      staff.viewer,
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { name } } }',
      { refs: [other, staff].map(({ userId: id }) => ({ __typename: 'User', id })) },
    );
    expect(data._entities).toEqual([null, { name: 'Ada Okonjo' }]);
  });

  it('work once they have set one up and refreshed, and from then on with each sign-in', async () => {
    const staff = await harness.withRole(role);
    const { secret } = await turnOn(harness, staff);
    const working = await refreshed(staff);
    expect(working.viewer.role).toBe(role);
    expect(await codesOf(working, '{ users { totalCount } }', '')).toEqual([]);
    await waitForNextCode(harness, staff);
    const answer = await secondStep(harness, await firstStep(harness, staff), codeOf(secret));
    expect(answer.data.completeLogin.needsSecondFactor).toBe(false);
    const again = await harness.browserOf(answer, 'completeLogin');
    expect(await codesOf(again, '{ users { totalCount } }', '')).toEqual([]);
  });

  it('cannot turn it off again', async () => {
    const staff = await harness.withRole(role);
    const { recoveryCodes } = await turnOn(harness, staff);
    const { data } = await harness.ask(
      staff.viewer,
      'mutation ($input: ProofInput!) { disableTotp(input: $input) { __typename } }',
      { input: { code: recoveryCodes[0] } },
    );
    expect(data.disableTotp.__typename).toBe('InvalidInputError');
  });
});

it('asks nothing more of customers', async () => {
  const customer = await harness.register();
  const { data } = await signInWith(harness, customer);
  expect(data.login).toMatchObject({ __typename: 'SignInSuccess', needsSecondFactor: false });
});

it('sends who was staff before the rule was made back to their second factor with the next refresh', async () => {
  const staff = await harness.withRole('STAFF');
  await turnOn(harness, staff);
  await harness.test.database.db
    .update(sessionTable)
    .set({ secondFactorAt: null })
    .where(eq(sessionTable.userId, staff.userId));
  expect((await refreshed(staff)).viewer).toMatchObject({ role: 'CUSTOMER', permissions: [] });
});

it('lets nobody replace a second factor from a session that has proven none', async () => {
  const staff = await harness.withRole('STAFF');
  const begun = await harness.ask(staff.viewer, BEGIN);
  const elsewhere = await harness.browserOf(await signInWith(harness, staff), 'login');
  const { data } = await harness.ask(staff.viewer, CONFIRM, {
    input: { code: codeOf(begun.data.beginTotp.secret) },
  });
  expect(data.confirmTotp.__typename).toBe('RecoveryCodesSuccess');
  expect((await harness.ask(elsewhere.viewer, BEGIN)).errors[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
});
