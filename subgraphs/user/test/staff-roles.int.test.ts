import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { anonymous } from '@storegraph/testkit/viewers';
import { auditLogTable } from '../src/db/schema.ts';
import { LOGIN, PASSWORD, startHarness, type Browser, type Harness } from './harness.ts';

let harness: Harness;
let admin: Browser & { email: string };
beforeAll(async () => {
  harness = await startHarness();
  admin = await harness.withRole('ADMIN');
});
afterAll(() => harness.stop());

const SUCCESS = {
  createStaffRole: 'StaffRoleSuccess { staffRole { id name permissions } }',
  updateStaffRole: 'StaffRoleSuccess { staffRole { id name permissions } }',
  deleteStaffRole: 'DeleteStaffRoleSuccess { staffRoleId }',
  setUserRole: 'SetUserRoleSuccess { user { role staffRole { name } permissions } }',
  disableUser: 'DisableUserSuccess { user { isDisabled } }',
};
const mutate = async (actor: Browser, field: keyof typeof SUCCESS, input: object) => {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input!`;
  const { data, errors } = await harness.ask(
    actor.viewer,
    `mutation ($input: ${type}) { ${field}(input: $input) { __typename ... on ${SUCCESS[field]} ... on UserError { field } } }`,
    { input },
  );
  return { ...data?.[field], ...(errors.length > 0 && { code: errors[0]?.extensions?.['code'] }) };
};

let roles = 0;
const makeRole = async (...permissions: string[]): Promise<{ id: string; name: string }> =>
  (await mutate(admin, 'createStaffRole', { name: `Role ${++roles}`, permissions })).staffRole;
const signIn = async ({ email }: { email: string }): Promise<Browser> =>
  harness.browserOf(await harness.ask(anonymous, LOGIN, { input: { email, password: PASSWORD } }), 'login');
/** Somebody with a role of the shop, signed in. */
const hire = async (staffRoleId: string): Promise<Browser & { email: string }> => {
  const { userId, email } = await harness.register();
  await mutate(admin, 'setUserRole', { userId, role: 'STAFF', staffRoleId });
  return { ...(await signIn({ email })), email };
};
const auditOf = (id: string) =>
  harness.test.database.db.select().from(auditLogTable).where(eq(auditLogTable.subjectId, id));

describe('a role of the shop', () => {
  it('has what its permissions need, and is listed by name', async () => {
    const made = await mutate(admin, 'createStaffRole', { name: 'Refunds', permissions: ['REFUND_PAYMENTS'] });
    expect(made.staffRole).toMatchObject({ name: 'Refunds', permissions: ['READ_ORDERS', 'REFUND_PAYMENTS'] });
    const { data } = await harness.ask(admin.viewer, '{ staffRoles { id name } }');
    expect(data.staffRoles).toContainEqual({ id: made.staffRole.id, name: 'Refunds' });
    const names = data.staffRoles.map(({ name }: { name: string }) => name);
    expect(names).toEqual(names.toSorted());
    expect(await auditOf(made.staffRole.id)).toMatchObject([{ actorId: admin.userId, action: 'createStaffRole' }]);
  });

  it.each([
    [{ name: ' ', permissions: [] }, ['input', 'name']],
    [{ name: 'x'.repeat(61), permissions: [] }, ['input', 'name']],
    [{ name: 'twice', permissions: [] }, ['input', 'name']],
  ])('is refused: %j', async (input, field) => {
    await mutate(admin, 'createStaffRole', { name: 'Twice', permissions: [] });
    expect(await mutate(admin, 'createStaffRole', input)).toEqual({ __typename: 'InvalidInputError', field });
  });

  it('goes when nobody has it', async () => {
    const role = await makeRole('READ_ORDERS');
    const staff = await hire(role.id);
    expect(await mutate(admin, 'deleteStaffRole', { staffRoleId: role.id })).toMatchObject({
      __typename: 'InvalidInputError',
    });
    await mutate(admin, 'setUserRole', { userId: staff.userId, role: 'CUSTOMER' });
    expect(await mutate(admin, 'deleteStaffRole', { staffRoleId: role.id })).toEqual({
      __typename: 'DeleteStaffRoleSuccess',
      staffRoleId: role.id,
    });
    expect(await mutate(admin, 'deleteStaffRole', { staffRoleId: role.id })).toMatchObject({
      __typename: 'NotFoundError',
    });
  });

  it.each(['createStaffRole', 'updateStaffRole', 'deleteStaffRole', 'setUserRole'] as const)(
    'is made and given by admins alone: %s',
    async (field) => {
      const role = await makeRole('MANAGE_CUSTOMERS');
      const staff = await hire(role.id);
      const named = { name: 'Mine', permissions: ['MANAGE_CUSTOMERS'] };
      const inputs = {
        createStaffRole: named,
        updateStaffRole: { staffRoleId: role.id, ...named },
        deleteStaffRole: { staffRoleId: role.id },
        setUserRole: { userId: staff.userId, role: 'ADMIN' },
      };
      expect(await mutate(staff, field, inputs[field])).toEqual({ code: 'FORBIDDEN' });
    },
  );
});

describe('who has a role of the shop', () => {
  it('may do what it says, and no more', async () => {
    const reader = await hire((await makeRole('READ_CUSTOMERS')).id);
    const { data } = await harness.ask(reader.viewer, '{ me { role staffRole { name } permissions } }');
    expect(data.me).toMatchObject({ role: 'STAFF', permissions: ['READ_CUSTOMERS'] });
    expect((await harness.ask(reader.viewer, '{ users { totalCount } }')).errors).toEqual([]);
    const clerk = await hire((await makeRole('MANAGE_ORDERS')).id);
    const { errors } = await harness.ask(clerk.viewer, '{ users { totalCount } }');
    expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect((await harness.ask(clerk.viewer, `{ user(id: "${reader.userId}") { name } }`)).data).toEqual({ user: null });
  });

  it('signs in again when the role changes, with what it says then', async () => {
    const role = await makeRole('READ_ORDERS');
    const staff = await hire(role.id);
    const other = await hire((await makeRole('READ_ORDERS')).id);
    const changed = { staffRoleId: role.id, name: `${role.name} changed`, permissions: ['READ_CUSTOMERS'] };
    expect((await mutate(admin, 'updateStaffRole', changed)).staffRole).toMatchObject({
      permissions: ['READ_CUSTOMERS'],
    });
    expect(await harness.sessionsOf(staff.userId)).toBe(0);
    expect(await harness.sessionsOf(other.userId)).toBe(1);
    expect((await signIn(staff)).viewer.permissions).toEqual(['READ_CUSTOMERS']);
  });

  it.each(['CUSTOMER', 'ADMIN'])('is no %s', async (role) => {
    const { userId } = await harness.register();
    const { id: staffRoleId } = await makeRole('READ_ORDERS');
    expect(await mutate(admin, 'setUserRole', { userId, role, staffRoleId })).toEqual({
      __typename: 'InvalidInputError',
      field: ['input', 'staffRoleId'],
    });
  });

  it('is told that there is no such role', async () => {
    const { userId } = await harness.register();
    for (const staffRoleId of [newId(), 'nonsense'])
      expect(await mutate(admin, 'setUserRole', { userId, role: 'STAFF', staffRoleId })).toEqual({
        __typename: 'NotFoundError',
        field: ['input', 'staffRoleId'],
      });
  });
});

describe('locking out by permission', () => {
  it('is for customers, and never for staff', async () => {
    const manager = await hire((await makeRole('MANAGE_CUSTOMERS')).id);
    const customer = await harness.register();
    expect(await mutate(manager, 'disableUser', { userId: customer.userId })).toMatchObject({
      user: { isDisabled: true },
    });
    const staff = await harness.withRole('STAFF');
    for (const { userId } of [staff, admin, manager])
      expect(await mutate(manager, 'disableUser', { userId })).toEqual({ code: 'FORBIDDEN' });
    expect(await auditOf(staff.userId)).toMatchObject([
      { actorId: manager.userId, action: 'disableUser', details: { refused: 'forbidden' } },
    ]);
    expect(await mutate(manager, 'disableUser', { userId: newId() })).toMatchObject({ __typename: 'NotFoundError' });
    expect(await mutate(staff, 'disableUser', { userId: customer.userId })).toEqual({ code: 'FORBIDDEN' });
  });
});
