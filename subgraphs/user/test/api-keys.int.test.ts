import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { service, signedIn } from '@storegraph/testkit/viewers';
import type { Permission } from '@storegraph/subgraph-kit/permissions';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { apiKeyTable, auditLogTable } from '../src/db/schema.ts';
import { hashApiKeySecret } from '../src/identity/api-key-secret.ts';
import { startHarness, type Browser, type Harness } from './harness.ts';

let harness: Harness;
let admin: Browser;
beforeAll(async () => {
  harness = await startHarness();
  admin = await harness.withRole('ADMIN');
});
afterAll(() => harness.stop());

const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename
  ... on CreateApiKeySuccess { secret apiKey { id name permissions createdBy { id } expiresAt lastUsedAt } } ... on UserError { message field } } }`;
const REVOKE = `mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { __typename ... on UserError { field } } }`;
const USE = 'mutation ($hash: String!) { useApiKey(hash: $hash) { id permissions expiresAt } }';
let keys = 0;
const create = async (input: object = {}) => {
  const all = { name: `Key ${++keys}`, permissions: ['READ_CUSTOMERS'], ...input };
  return (await harness.ask(admin.viewer, CREATE, { input: all })).data.createApiKey;
};
const use = async (secret: string) =>
  (await harness.ask(service, USE, { hash: hashApiKeySecret(secret) })).data.useApiKey;
const rowOf = async (id: string) =>
  (await harness.test.database.db.select().from(apiKeyTable).where(eq(apiKeyTable.id, id)))[0]!;
const set = (id: string, columns: object) =>
  harness.test.database.db.update(apiKeyTable).set(columns).where(eq(apiKeyTable.id, id));
const auditOf = (id: string) =>
  harness.test.database.db.select().from(auditLogTable).where(eq(auditLogTable.subjectId, id));
/** The caller that the router makes of a key. */
const machine = (id: string, ...permissions: Permission[]): Viewer => ({
  ...signedIn({ userId: id, role: 'STAFF', permissions }),
  sessionId: id,
  isMachine: true,
});

describe('an API key', () => {
  it('is shown once, stored as a hash, listed without it, and audited', async () => {
    const { secret, apiKey } = await create({ permissions: ['REFUND_PAYMENTS'] });
    expect(secret).toMatch(/^sg_[\w-]{43}$/);
    expect(apiKey).toMatchObject({
      permissions: ['READ_ORDERS', 'REFUND_PAYMENTS'],
      createdBy: { id: admin.userId },
      expiresAt: null,
      lastUsedAt: null,
    });
    expect(JSON.stringify(await rowOf(apiKey.id))).not.toContain(secret.slice(3));
    const { data } = await harness.ask(admin.viewer, '{ apiKeys { id name } }');
    expect(data.apiKeys).toContainEqual({ id: apiKey.id, name: apiKey.name });
    const audit = await auditOf(apiKey.id);
    expect(audit).toMatchObject([{ actorId: admin.userId, action: 'createApiKey' }]);
    expect(JSON.stringify(audit)).not.toContain(secret.slice(3));
  });

  it.each([
    [{ name: ' ' }, ['input', 'name']],
    [{ permissions: [] }, ['input', 'permissions']],
    [{ expiresAt: '2020-01-01T00:00:00.000Z' }, ['input', 'expiresAt']],
  ])('is refused with %j', async (input, field) => {
    expect(await create(input)).toMatchObject({ __typename: 'InvalidInputError', field });
  });

  it('has a name of its own', async () => {
    const { apiKey } = await create();
    expect(await create({ name: apiKey.name })).toMatchObject({ field: ['input', 'name'] });
  });

  it('is found by its secret alone, and notes once a minute that it is used', async () => {
    const { secret, apiKey } = await create();
    expect(await use(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
    expect(await use(secret)).toMatchObject({ id: apiKey.id, permissions: ['READ_CUSTOMERS'] });
    const first = (await rowOf(apiKey.id)).lastUsedAt;
    expect(first).toBeInstanceOf(Date);
    await use(secret);
    expect((await rowOf(apiKey.id)).lastUsedAt).toEqual(first);
    const longAgo = new Date(first!.getTime() - 61_000);
    await set(apiKey.id, { lastUsedAt: longAgo });
    await use(secret);
    expect((await rowOf(apiKey.id)).lastUsedAt).not.toEqual(longAgo);
  });

  it('opens nothing once it has run out', async () => {
    const { secret, apiKey } = await create({ expiresAt: '2999-01-01T00:00:00.000Z' });
    expect(await use(secret)).toMatchObject({ expiresAt: '2999-01-01T00:00:00.000Z' });
    await set(apiKey.id, { expiresAt: new Date(Date.now() - 60_000) });
    expect(await use(secret)).toBeNull();
  });

  it('opens nothing once it is revoked, which is told and audited', async () => {
    const { secret, apiKey } = await create();
    const { data } = await harness.ask(admin.viewer, REVOKE, { id: apiKey.id });
    expect(data.revokeApiKey.__typename).toBe('RevokeApiKeySuccess');
    expect(await use(secret)).toBeNull();
    await expect.poll(() => harness.events.map(({ payload }) => payload)).toContainEqual({ sessionId: apiKey.id });
    expect((await auditOf(apiKey.id)).map(({ action }) => action)).toEqual(['createApiKey', 'revokeApiKey']);
    const again = await harness.ask(admin.viewer, REVOKE, { id: apiKey.id });
    expect(again.data.revokeApiKey).toEqual({ __typename: 'NotFoundError', field: ['input', 'apiKeyId'] });
  });

  it('is made and revoked by admins alone, and looked up by services alone', async () => {
    const staff = await harness.withRole('STAFF');
    const { secret, apiKey } = await create();
    const key = machine(apiKey.id, 'READ_CUSTOMERS');
    for (const viewer of [staff.viewer, key]) {
      for (const [query, variables] of [
        [CREATE, { input: { name: 'Mine', permissions: ['REPAIR'] } }],
        [REVOKE, { id: apiKey.id }],
        ['{ apiKeys { id } }', {}],
      ] as const)
        expect((await harness.ask(viewer, query, variables)).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    }
    const asAdmin = await harness.ask(admin.viewer, USE, { hash: hashApiKeySecret(secret) });
    expect(asAdmin.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});

describe('who asks with an API key', () => {
  const codeOf = async (viewer: Viewer, query: string, variables = {}) =>
    (await harness.ask(viewer, query, variables)).errors[0]?.extensions?.['code'] ?? null;

  it('may do what its permissions say', async () => {
    const { apiKey } = await create();
    expect(await codeOf(machine(apiKey.id, 'READ_CUSTOMERS'), '{ users { totalCount } }')).toBeNull();
    expect(await codeOf(machine(apiKey.id, 'READ_ORDERS'), '{ users { totalCount } }')).toBe('FORBIDDEN');
  });

  it('locks customers out with the permission, and nobody without', async () => {
    const { apiKey } = await create({ permissions: ['MANAGE_CUSTOMERS'] });
    const disable = 'mutation ($id: ID!) { disableUser(input: { userId: $id }) { __typename } }';
    const { userId } = await harness.register();
    expect(await codeOf(machine(apiKey.id, 'READ_CUSTOMERS'), disable, { id: userId })).toBe('FORBIDDEN');
    expect(await codeOf(machine(apiKey.id, 'MANAGE_CUSTOMERS'), disable, { id: userId })).toBeNull();
    expect(await auditOf(userId)).toMatchObject([{ actorId: apiKey.id, action: 'disableUser' }]);
    expect(await codeOf(machine(apiKey.id, 'MANAGE_CUSTOMERS'), disable, { id: admin.userId })).toBe('FORBIDDEN');
  });

  it.each([
    'mutation { logoutEverywhere { __typename } }',
    'mutation { updateProfile(input: { name: "Somebody" }) { __typename } }',
    'mutation { changePassword(input: { currentPassword: "velvet otter", newPassword: "velvet otter" }) { __typename } }',
    'mutation { removeAddress(input: { addressId: "x" }) { __typename } }',
    'mutation { setUserRole(input: { userId: "x", role: ADMIN }) { __typename } }',
    'mutation { deleteStaffRole(input: { staffRoleId: "x" }) { __typename } }',
  ])('may never %s', async (mutation) => {
    const { apiKey } = await create({ permissions: ['MANAGE_CUSTOMERS'] });
    expect(await codeOf(machine(apiKey.id, 'MANAGE_CUSTOMERS'), mutation)).toBe('FORBIDDEN');
  });

  it('is nobody when the key was revoked meanwhile, or never was', async () => {
    const { apiKey } = await create();
    await harness.ask(admin.viewer, REVOKE, { id: apiKey.id });
    for (const id of [apiKey.id, newId()])
      expect(await codeOf(machine(id, 'READ_CUSTOMERS'), '{ users { totalCount } }')).toBe('UNAUTHENTICATED');
  });
});
