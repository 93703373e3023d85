import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { addressTable } from '../src/db/schema.ts';
import { startHarness, type Browser, type Harness } from './harness.ts';

let harness: Harness;
let user: Browser;
beforeAll(async () => {
  harness = await startHarness();
});
beforeEach(async () => {
  user = await harness.register();
});
afterAll(() => harness.stop());

const address = { recipient: 'Ada Okonjo', line1: 'Street 1', city: 'Berlin', postalCode: '10115', countryCode: 'DE' };

const add = async (): Promise<string> =>
  (
    await harness.ask(
      user.viewer,
      'mutation ($input: AddAddressInput!) { addAddress(input: $input) { ... on AddressSuccess { address { id } } } }',
      { input: { address } },
    )
  ).data.addAddress.address.id;
const choose = async (addressId: string, by: Browser = user) =>
  (
    await harness.ask(
      by.viewer,
      `mutation ($input: SetDefaultAddressInput!) { setDefaultAddress(input: $input) {
        __typename ... on SetDefaultAddressSuccess { user { defaultAddress { id } } } ... on UserError { field } } }`,
      { input: { addressId } },
    )
  ).data.setDefaultAddress;
const remove = (addressId: string) =>
  harness.ask(user.viewer, 'mutation ($input: RemoveAddressInput!) { removeAddress(input: $input) { __typename } }', {
    input: { addressId },
  });
const defaultOf = async ({ viewer }: Browser) =>
  (await harness.ask(viewer, '{ me { defaultAddress { id } } }')).data.me.defaultAddress;
const rowsOf = ({ userId }: Browser) =>
  harness.test.database.db.select().from(addressTable).where(eq(addressTable.userId, userId));

describe('the default address', () => {
  it('is none without an address, the first one, and then the one that is chosen', async () => {
    expect(await defaultOf(user)).toBeNull();
    const first = await add();
    const second = await add();
    expect(await defaultOf(user)).toEqual({ id: first });
    expect(await choose(second)).toEqual({
      __typename: 'SetDefaultAddressSuccess',
      user: { defaultAddress: { id: second } },
    });
    expect((await choose(second)).__typename).toBe('SetDefaultAddressSuccess');
    expect(await defaultOf(user)).toEqual({ id: second });
  });

  it('is none when it was removed, and the others stay', async () => {
    const first = await add();
    const second = await add();
    await remove(first);
    expect(await defaultOf(user)).toBeNull();
    expect((await rowsOf(user)).map(({ id }) => id)).toEqual([second]);
  });

  it("is never somebody else's address, and then stays as it was", async () => {
    const first = await add();
    const other = await harness.register();
    expect(await choose(first, other)).toEqual(await choose(newId(), other));
    expect(await choose('nonsense')).toEqual({ __typename: 'NotFoundError', field: ['input', 'addressId'] });
    expect(await defaultOf(user)).toEqual({ id: first });
  });

  it('is one, however many are added or chosen at once', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, add));
    expect((await rowsOf(user)).filter(({ isDefault }) => isDefault)).toHaveLength(1);
    const outcomes = await Promise.all(ids.map((id) => choose(id)));
    expect(outcomes.map(({ __typename }) => __typename)).toEqual(ids.map(() => 'SetDefaultAddressSuccess'));
    expect((await rowsOf(user)).filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('is one or none while it is chosen and removed at once', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, add));
    await Promise.all(ids.flatMap((id) => [choose(id), remove(id)]));
    expect(await rowsOf(user)).toEqual([]);
  });

  it('cannot be two in the database', async () => {
    await add();
    await add();
    await expect(
      harness.test.database.db
        .update(addressTable)
        .set({ isDefault: true })
        .where(eq(addressTable.userId, user.userId)),
    ).rejects.toMatchObject({ cause: { code: 'ER_DUP_ENTRY' } });
    await expect(
      harness.test.database.db
        .update(addressTable)
        .set({ isDefault: false })
        .where(eq(addressTable.userId, user.userId)),
    ).rejects.toMatchObject({ cause: { errno: 4025 } });
  });
});
