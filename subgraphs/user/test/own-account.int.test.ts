import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
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

const home = { recipient: 'Ada Okonjo', line1: 'Street 1', city: 'Berlin', postalCode: '10115', countryCode: 'de' };
const ADDRESS = 'id recipient phone line1 line2 city region postalCode countryCode';
const ANSWER = `__typename ... on AddressSuccess { address { ${ADDRESS} } user { id addresses { id } } } ... on UserError { field }`;

const add = async (address: object = home, by: Browser = user) =>
  (
    await harness.ask(by.viewer, `mutation ($input: AddAddressInput!) { addAddress(input: $input) { ${ANSWER} } }`, {
      input: { address },
    })
  ).data.addAddress;
const update = async (addressId: string, address: object, by: Browser = user) =>
  (
    await harness.ask(
      by.viewer,
      `mutation ($input: UpdateAddressInput!) { updateAddress(input: $input) { ${ANSWER} } }`,
      { input: { addressId, address } },
    )
  ).data.updateAddress;
const remove = async (addressId: string, by: Browser = user) =>
  (
    await harness.ask(
      by.viewer,
      `mutation ($input: RemoveAddressInput!) { removeAddress(input: $input) { __typename ... on RemoveAddressSuccess { user { addresses { id } } } ... on UserError { field } } }`,
      { input: { addressId } },
    )
  ).data.removeAddress;
const bookOf = async (browser: Browser) =>
  (await harness.ask(browser.viewer, `{ me { addresses { ${ADDRESS} } } }`)).data.me.addresses;

describe('the address book', () => {
  it('keeps addresses, oldest first', async () => {
    const first = await add();
    const second = await add({
      ...home,
      line2: 'c/o Lovelace',
      region: 'BE',
      phone: '+49 30 123456',
      countryCode: 'DE',
    });
    expect(second.user.addresses).toEqual([{ id: first.address.id }, { id: second.address.id }]);
    expect(await bookOf(user)).toEqual([
      { id: first.address.id, ...home, countryCode: 'DE', phone: null, line2: null, region: null },
      {
        id: second.address.id,
        ...home,
        countryCode: 'DE',
        line2: 'c/o Lovelace',
        region: 'BE',
        phone: '+49 30 123456',
      },
    ]);
  });

  it('shows the book as it is after each of several changes in one request', async () => {
    const input = { address: home };
    const { data } = await harness.ask(
      user.viewer,
      `mutation ($input: AddAddressInput!) { one: addAddress(input: $input) { ${ANSWER} } two: addAddress(input: $input) { ${ANSWER} } }`,
      { input },
    );
    expect([data.one.user.addresses.length, data.two.user.addresses.length]).toEqual([1, 2]);
  });

  it('replaces an address, with the same one too', async () => {
    const { address } = await add({ ...home, line2: 'gone after the change' });
    const replaced = await update(address.id, { ...home, city: 'Potsdam' });
    expect(replaced.address).toMatchObject({ id: address.id, city: 'Potsdam', line2: null });
    expect((await update(address.id, { ...home, city: 'Potsdam' })).__typename).toBe('AddressSuccess');
    expect(await bookOf(user)).toEqual([replaced.address]);
  });

  it('removes an address once', async () => {
    const { address } = await add();
    expect(await remove(address.id)).toEqual({ __typename: 'RemoveAddressSuccess', user: { addresses: [] } });
    expect(await remove(address.id)).toEqual({ __typename: 'NotFoundError', field: ['input', 'addressId'] });
  });

  it("answers somebody else's address as one that does not exist", async () => {
    const { address } = await add();
    const other = await harness.register();
    expect(await update(address.id, { ...home, city: 'Nowhere' }, other)).toEqual(await update(newId(), home, other));
    expect(await remove(address.id, other)).toEqual(await remove('nonsense', other));
    expect(await bookOf(user)).toEqual([address]);
  });

  it.each([
    ['recipient', ''],
    ['line1', 'a\nb'],
    ['city', 'x'.repeat(101)],
    ['countryCode', 'XX'],
    ['phone', 'no digits'],
    ['postalCode', 'x'.repeat(21)],
  ])('refuses a %s of %j, and says so', async (field, value) => {
    expect(await add({ ...home, [field]: value })).toEqual({
      __typename: 'InvalidInputError',
      field: ['input', 'address', field],
    });
    expect(await bookOf(user)).toEqual([]);
  });

  it('holds 50 addresses, however many are added at once', async () => {
    for (let n = 0; n < 45; n++) await add();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => add()));
    expect(outcomes.filter(({ __typename }) => __typename === 'AddressSuccess')).toHaveLength(5);
    expect(await bookOf(user)).toHaveLength(50);
  });
});

describe('the profile', () => {
  const change = async (input: object, by: Browser = user) =>
    (
      await harness.ask(
        by.viewer,
        `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename ... on UpdateProfileSuccess { user { name phone } } ... on UserError { field } } }`,
        { input },
      )
    ).data.updateProfile;

  it('changes what is given and keeps what is left out', async () => {
    expect((await change({ phone: '030 123456' })).user).toEqual({ name: 'Ada Okonjo', phone: '030 123456' });
    expect((await change({ name: 'Ada L.' })).user).toEqual({ name: 'Ada L.', phone: '030 123456' });
    expect((await change({})).user).toEqual({ name: 'Ada L.', phone: '030 123456' });
    expect((await change({ name: null, phone: null })).user).toEqual({ name: 'Ada L.', phone: null });
  });

  it('refuses what is no name or phone number', async () => {
    expect(await change({ name: ' ' })).toEqual({ __typename: 'InvalidInputError', field: ['input', 'name'] });
    expect(await change({ phone: '12345' })).toEqual({ __typename: 'InvalidInputError', field: ['input', 'phone'] });
  });

  it("keeps a guest's phone, which is how the shop reaches them", async () => {
    expect(await change({ phone: null }, await harness.guest())).toEqual({
      __typename: 'InvalidInputError',
      field: ['input', 'phone'],
    });
  });
});
