import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { service, signedIn } from '@storegraph/testkit/viewers';
import type { Role } from '@storegraph/subgraph-kit/permissions';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { auditLogTable, sessionTable, userTable } from '../src/db/schema.ts';
import { newEmail, startHarness, type Browser, type Harness } from './harness.ts';

let harness: Harness;
let admin: Browser;
beforeAll(async () => {
  harness = await startHarness();
  admin = await harness.withRole('ADMIN');
});
afterAll(() => harness.stop());

const ADMIT = `mutation ($input: OutsideTokenInput!) { admitOutsideToken(input: $input) { userId sessionId role permissions } }`;
const issuer = 'https://login.example/realms/shop';
const at = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString();

/** Somebody with an account at the issuer, and their tokens. */
const outsider = () => {
  const subject = randomUUID();
  const verifiedEmail: string | null = newEmail();
  return async (second = 0, changes: { role?: Role | null; verifiedEmail?: string | null } = {}) => {
    const input = { issuer, subject, issuedAt: at(second), name: 'Olu Outside', verifiedEmail, role: null, ...changes };
    return (await harness.ask(service, ADMIT, { input })).data.admitOutsideToken;
  };
};
/** The caller that the router makes of a token. */
const viewerOf = ({ userId, sessionId, role }: { userId: string; sessionId: string; role: Role }): Viewer => ({
  ...signedIn({ userId, role }),
  sessionId,
});
const me = async (viewer: Viewer) => (await harness.ask(viewer, '{ me { id name email } }')).data.me;
const disable = (userId: string) =>
  harness.ask(admin.viewer, 'mutation ($id: ID!) { disableUser(input: { userId: $id }) { __typename } }', {
    id: userId,
  });

describe('the token of a trusted issuer', () => {
  it('makes a customer at first, and is the same user and session from then on', async () => {
    const admit = outsider();
    const first = await admit();
    expect(first).toMatchObject({ role: 'CUSTOMER', permissions: [] });
    expect(await me(viewerOf(first))).toMatchObject({ id: first.userId, name: 'Olu Outside' });
    expect(await admit(60)).toEqual(first);
  });

  it('makes one user of many first tokens at once', async () => {
    const admit = outsider();
    const admitted = await Promise.all([1, 2, 3, 4, 5].map(() => admit()));
    expect(new Set(admitted.map((each) => each?.userId)).size).toBe(1);
    const sessions = await harness.test.database.db
      .select()
      .from(sessionTable)
      .where(eq(sessionTable.userId, admitted[0].userId));
    expect(sessions).toHaveLength(1);
  });

  it('takes no account over by its address, and makes none without', async () => {
    const { email } = await harness.register();
    expect(await outsider()(0, { verifiedEmail: email })).toBeNull();
    expect(await outsider()(0, { verifiedEmail: null })).toBeNull();
  });

  it('opens nothing for who was locked out', async () => {
    const admit = outsider();
    const first = await admit();
    await disable(first.userId);
    expect(await admit(60)).toBeNull();
    expect(await me(viewerOf(first))).toBeNull();
  });

  it('opens nothing once its session was ended, and a newer one does', async () => {
    const admit = outsider();
    const first = await admit(10);
    await harness.ask(viewerOf(first), 'mutation { logoutEverywhere { __typename } }');
    expect(await me(viewerOf(first))).toBeNull();
    expect(await admit(10)).toBeNull();
    expect(await admit(5)).toBeNull();
    const again = await admit(11);
    expect(again).toMatchObject({ userId: first.userId });
    expect(again.sessionId).not.toBe(first.sessionId);
    await expect
      .poll(() => harness.events.map(({ payload }) => payload))
      .toContainEqual({ sessionId: first.sessionId });
  });

  it('is asked for by services alone', async () => {
    const input = { issuer, subject: 'x', issuedAt: at(0), name: '', role: 'ADMIN' };
    const { errors } = await harness.ask(admin.viewer, ADMIT, { input });
    expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});

describe('a role that the issuer gives', () => {
  it('comes and goes with the newest token, ends the sessions of the other, and is audited', async () => {
    const admit = outsider();
    const customer = await admit(0, { role: 'CUSTOMER' });
    const staff = await admit(10, { role: 'STAFF' });
    expect(staff).toMatchObject({ userId: customer.userId, role: 'STAFF' });
    expect(staff.permissions).toContain('READ_ORDERS');
    expect(await me(viewerOf(customer))).toBeNull();
    expect(await me(viewerOf(staff))).not.toBeNull();
    // An older token that is still about changes nothing back.
    expect(await admit(5, { role: 'CUSTOMER' })).toMatchObject({ role: 'STAFF' });
    expect(await admit(20, { role: 'CUSTOMER' })).toMatchObject({ role: 'CUSTOMER' });
    expect(await me(viewerOf(staff))).toBeNull();
    const audit = await harness.test.database.db
      .select()
      .from(auditLogTable)
      .where(eq(auditLogTable.subjectId, customer.userId));
    expect(audit.map(({ action }) => action)).toEqual(['admitOutsideToken', 'admitOutsideToken']);
  });

  it('leaves roles to the shop where it gives none', async () => {
    const admit = outsider();
    const { userId } = await admit(0);
    await harness.test.database.db.update(userTable).set({ role: 'STAFF' }).where(eq(userTable.id, userId));
    expect(await admit(10)).toMatchObject({ role: 'STAFF' });
  });
});
