import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { anonymous, service, signedIn } from '@storegraph/testkit/viewers';
import { startHarness, type Browser, type Harness } from './harness.ts';

let harness: Harness;
let owner: Browser & { email: string };
let staff: Browser;
beforeAll(async () => {
  harness = await startHarness();
  owner = await harness.register();
  staff = await harness.withRole('STAFF');
});
afterAll(() => harness.stop());

const codesOf = (errors: readonly { extensions?: Record<string, unknown> }[]) =>
  errors.map((error) => error.extensions?.['code']);
const entity = (viewer: Viewer, id: string, fields: string) =>
  harness.ask(viewer, `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { ${fields} } } }`, {
    refs: [{ __typename: 'User', id }],
  });

const FIELDS = [
  'name',
  'email',
  'phone',
  'role',
  'isGuest',
  'isDisabled',
  'addresses { id }',
  'defaultAddress { id }',
  'sessions { id }',
  'createdAt',
];

describe('what needs a sign-in', () => {
  it.each([
    'logoutEverywhere',
    'updateProfile(input: { name: "X" })',
    'changePassword(input: { currentPassword: "x", newPassword: "y" })',
    'addAddress(input: { address: { recipient: "A", line1: "B", city: "C", postalCode: "1", countryCode: "DE" } })',
    `updateAddress(input: { addressId: "${newId()}", address: { recipient: "A", line1: "B", city: "C", postalCode: "1", countryCode: "DE" } })`,
    `removeAddress(input: { addressId: "${newId()}" })`,
    `setDefaultAddress(input: { addressId: "${newId()}" })`,
    `endSession(input: { sessionId: "${newId()}" })`,
  ])('is refused to nobody in particular: %s', async (field) => {
    expect(codesOf((await harness.ask(anonymous, `mutation { ${field} { __typename } }`)).errors)).toEqual([
      'UNAUTHENTICATED',
    ]);
  });

  it('is refused to a user who is not there any more', async () => {
    const { errors } = await harness.ask(signedIn(), 'mutation { updateProfile(input: { name: "X" }) { __typename } }');
    expect(codesOf(errors)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('whose phone it is', () => {
  const isPhoneOf = (viewer: Viewer, userId: string, phone: string) =>
    harness.ask(viewer, 'query ($userId: ID!, $phone: String!) { isPhoneOf(userId: $userId, phone: $phone) }', {
      userId,
      phone,
    });

  it('is said to services, of a phone however it is written', async () => {
    const { userId } = await harness.guest();
    expect((await isPhoneOf(service, userId, '(555) 010-0100')).data).toEqual({ isPhoneOf: true });
    for (const [id, phone] of [
      [userId, '+1 555 010 0101'],
      [newId(), '+1 555 010 0100'],
      ['nonsense', '+1 555 010 0100'],
      [owner.userId, '+1 555 010 0100'],
    ] as const)
      expect((await isPhoneOf(service, id, phone)).data).toEqual({ isPhoneOf: false });
  });

  it('is said to nobody else', async () => {
    for (const viewer of [anonymous, owner.viewer, staff.viewer])
      expect((await isPhoneOf(viewer, owner.userId, '123456')).data).toBeNull();
  });
});

describe('a user as an entity', () => {
  it.each(FIELDS)('shows %s to the user, to staff and to other subgraphs', async (field) => {
    for (const viewer of [owner.viewer, staff.viewer, service]) {
      const { data, errors } = await entity(viewer, owner.userId, `id ${field}`);
      expect(errors).toEqual([]);
      expect(data._entities[0]).toMatchObject({ id: owner.userId });
    }
  });

  it.each(FIELDS)('is answered to others as one that does not exist: %s', async (field) => {
    for (const viewer of [anonymous, signedIn()]) {
      const existing = await entity(viewer, owner.userId, field);
      const missing = await entity(viewer, newId(), field);
      expect(existing).toEqual(missing);
      expect(existing.data).toEqual({ _entities: [null] });
    }
  });

  it('is null for an id that is none', async () => {
    expect((await entity(service, 'nonsense', 'name')).data).toEqual({ _entities: [null] });
  });

  it('costs the same statements for 50 as for one', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await harness.guest()).userId));
    harness.statements.length = 0;
    const { data } = await harness.ask(
      staff.viewer,
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { id name addresses { city } } } }',
      { refs: ids.map((id) => ({ __typename: 'User', id })) },
    );
    expect(data._entities.map((user: { id: string }) => user.id)).toEqual(ids);
    // With the one that finds the session of who asks.
    expect(harness.statements.filter((statement) => !statement.includes('outbox'))).toHaveLength(3);
  });
});

describe('`me`', () => {
  it('is the user who asks', async () => {
    const { data } = await harness.ask(owner.viewer, '{ me { id email role } }');
    expect(data.me).toEqual({ id: owner.userId, email: owner.email, role: 'CUSTOMER' });
  });

  it('is null for nobody in particular, for a service, and for a user who is gone', async () => {
    for (const viewer of [anonymous, service, signedIn()])
      expect((await harness.ask(viewer, '{ me { id } }')).data).toEqual({ me: null });
  });
});

it('shows a session to the holder of its cookie, but the user only with an access token', async () => {
  const { data, errors } = await harness.ask(anonymous, '{ session { id user { name } } }', {}, owner.cookie);
  expect(data).toEqual({ session: null });
  expect(codesOf(errors)).toEqual(['UNAUTHENTICATED']);
  expect((await harness.ask(anonymous, '{ session { id user { id } } }', {}, owner.cookie)).data.session.user.id).toBe(
    owner.userId,
  );
});

it('publishes its key set over HTTP without asking who reads it', async () => {
  const server = await harness.subgraph.listen({
    host: '127.0.0.1',
    port: 0,
    secret: new TextEncoder().encode('x'.repeat(32)),
  });
  const response = await fetch(`${server.url}/.well-known/jwks.json`);
  expect(await response.json()).toEqual({
    keys: [{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: expect.any(String), x: expect.any(String) }],
  });
});
