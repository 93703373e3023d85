import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anonymous } from '@storegraph/testkit/viewers';
import { auditLogTable, userTable } from '../src/db/schema.ts';
import { LOGIN, newEmail, PASSWORD, startHarness, type Browser, type Harness } from './harness.ts';

let harness: Harness;
let admin: Browser & { email: string };
beforeAll(async () => {
  harness = await startHarness();
  admin = await harness.withRole('ADMIN');
});
afterAll(() => harness.stop());

const DELETE = `mutation ($input: DeleteMyAccountInput!) { deleteMyAccount(input: $input) {
  __typename ... on DeleteMyAccountSuccess { userId } ... on UserError { field } } }`;
const ERASE = `mutation ($input: EraseUserInput!) { eraseUser(input: $input) {
  __typename ... on EraseUserSuccess { user { name email phone isErased isDisabled } } ... on UserError { field } } }`;
const ADD = `mutation ($input: AddAddressInput!) { addAddress(input: $input) { __typename } }`;

const remove = async ({ viewer }: Browser, password: string | null = PASSWORD) =>
  harness.ask(viewer, DELETE, { input: { password } });
const erase = async (actor: Browser, userId: string) => harness.ask(actor.viewer, ERASE, { input: { userId } });
const rowOf = async (userId: string) =>
  (await harness.test.database.db.select().from(userTable).where(eq(userTable.id, userId)))[0]!;
const address = (marker: string) => ({
  recipient: `Recipient ${marker}`,
  phone: '+44 20 7946 0999',
  line1: `Line ${marker}`,
  line2: `Floor ${marker}`,
  city: `City ${marker}`,
  region: `Region ${marker}`,
  postalCode: 'E1 6AN',
  countryCode: 'GB',
});
const PSEUDONYM = { name: 'Erased user', email: null, phone: null, isErased: true, isDisabled: true };
const told = (userId: string) =>
  vi.waitFor(() => {
    const events = harness.events.filter(({ type, subjectId }) => type === 'UserErased' && subjectId === userId);
    expect(events.map(({ payload }) => payload)).toContainEqual({ userId });
    return events.length;
  });

describe('deleteMyAccount', () => {
  it('leaves a pseudonym of an account in all tables, and tells of it', async () => {
    const marker = `m${Date.now()}x`;
    const person = await harness.register({ name: `Name ${marker}`, email: `${marker}@example.com` });
    await harness.ask(person.viewer, ADD, { input: { address: address(marker) } });
    const { data, setCookies } = await remove(person);
    expect(data.deleteMyAccount).toEqual({ __typename: 'DeleteMyAccountSuccess', userId: person.userId });
    expect(setCookies.join()).toContain('Max-Age=0');
    expect(await rowOf(person.userId)).toMatchObject({ name: 'Erased user', email: null, emailKey: null, phone: '' });
    const [tables] = (await harness.test.database.db.execute(sql`show tables`)) as unknown as [object[]];
    for (const table of tables.map((row) => String(Object.values(row)[0]))) {
      const [rows] = await harness.test.database.db.execute(sql.raw(`select * from \`${table}\``));
      expect(JSON.stringify(rows), table).not.toContain(marker);
    }
    expect(await told(person.userId)).toBe(1);
  });

  it('ends every session, and lets nobody sign in as who is gone', async () => {
    const person = await harness.register();
    const other = await harness.browserOf(
      await harness.ask(anonymous, LOGIN, { input: { email: person.email, password: PASSWORD } }),
      'login',
    );
    await remove(person);
    expect(await harness.sessionsOf(person.userId)).toBe(0);
    for (const { viewer } of [person, other]) expect((await harness.ask(viewer, '{ me { id } }')).data.me).toBeNull();
    const again = await harness.ask(anonymous, LOGIN, { input: { email: person.email, password: PASSWORD } });
    expect(again.data.login.__typename).toBe('InvalidCredentialsError');
  });

  it('frees the e-mail address for a new account', async () => {
    const email = newEmail();
    const person = await harness.register({ email });
    await remove(person);
    expect((await harness.register({ email })).userId).not.toBe(person.userId);
  });

  it.each([
    [null, 'InvalidInputError'],
    ['another password', 'InvalidCredentialsError'],
  ])('is refused with the password %s', async (password, refusal) => {
    const person = await harness.register();
    expect((await remove(person, password)).data.deleteMyAccount.__typename).toBe(refusal);
    expect(await rowOf(person.userId)).toMatchObject({ erasedAt: null, email: person.email });
  });

  it('takes the session of a guest for enough', async () => {
    const guest = await harness.guest();
    expect((await remove(guest, 'a password')).data.deleteMyAccount.__typename).toBe('InvalidCredentialsError');
    expect((await remove(guest, null)).data.deleteMyAccount.__typename).toBe('DeleteMyAccountSuccess');
    expect(await rowOf(guest.userId)).toMatchObject({ name: 'Erased user', phone: '', phoneReversed: '' });
  });

  it('leaves no address of a person who adds them while they are erased', async () => {
    const person = await harness.register();
    const adding = Array.from({ length: 8 }, () =>
      harness.ask(person.viewer, ADD, { input: { address: address('late') } }),
    );
    await Promise.all([...adding, remove(person)]);
    const [rows] = (await harness.test.database.db.execute(
      sql`select count(*) as left_over from address where user_id = unhex(replace(${person.userId}, '-', ''))`,
    )) as unknown as [{ left_over: number }[]];
    expect(Number(rows[0]?.left_over)).toBe(0);
  });

  it('refuses the last admin', async () => {
    expect((await remove(admin)).data.deleteMyAccount).toMatchObject({ __typename: 'InvalidInputError', field: null });
    expect(await rowOf(admin.userId)).toMatchObject({ role: 'ADMIN', erasedAt: null });
  });
});

describe('eraseUser', () => {
  it('erases a customer on an admin’s word, and keeps that they did', async () => {
    const person = await harness.register();
    expect((await erase(admin, person.userId)).data.eraseUser.user).toEqual(PSEUDONYM);
    const audit = await harness.test.database.db
      .select()
      .from(auditLogTable)
      .where(eq(auditLogTable.subjectId, person.userId));
    expect(audit).toMatchObject([{ actorId: admin.userId, action: 'eraseUser', details: {} }]);
  });

  it('tells of an erased one again, and changes nothing more', async () => {
    const person = await harness.register();
    await erase(admin, person.userId);
    const first = await rowOf(person.userId);
    expect((await erase(admin, person.userId)).data.eraseUser.user).toEqual(PSEUDONYM);
    expect((await rowOf(person.userId)).erasedAt).toEqual(first.erasedAt);
    await vi.waitFor(async () => expect(await told(person.userId)).toBe(2));
  });

  it('empties what the log tells of them, but not that something was refused', async () => {
    const person = await harness.register();
    const roleOf = (actor: Browser, role: string) =>
      harness.ask(actor.viewer, 'mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { __typename } }', {
        input: { userId: person.userId, role },
      });
    await roleOf(admin, 'STAFF');
    await harness.test.database.transaction(async (tx) => {
      await tx.insert(auditLogTable).values({
        id: admin.viewer.sessionId,
        actorId: admin.userId,
        action: 'x',
        subjectId: person.userId,
        details: { refused: 'why', name: 'Ada' },
      });
    });
    await erase(admin, person.userId);
    const audit = await harness.test.database.db
      .select()
      .from(auditLogTable)
      .where(eq(auditLogTable.subjectId, person.userId));
    expect(audit.map(({ details }) => details)).toEqual(expect.arrayContaining([{ refused: 'why' }, {}]));
    expect(audit.filter(({ isRefused }) => isRefused)).toHaveLength(1);
  });

  it.each(['STAFF', 'CUSTOMER'] as const)('is refused to %s', async (role) => {
    const [person, actor] = [await harness.register(), await harness.withRole(role)];
    expect((await erase(actor, person.userId)).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await rowOf(person.userId)).toMatchObject({ erasedAt: null });
  });

  it('refuses the last admin, and lets nobody in again who is gone', async () => {
    expect((await erase(admin, admin.userId)).data.eraseUser).toMatchObject({ field: ['input', 'userId'] });
    const person = await harness.register();
    await erase(admin, person.userId);
    const { data } = await harness.ask(
      admin.viewer,
      'mutation ($input: DisableUserInput!) { disableUser(input: $input) { __typename } }',
      { input: { userId: person.userId, disabled: false } },
    );
    expect(data.disableUser.__typename).toBe('InvalidInputError');
  });
});
