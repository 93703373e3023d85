import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { chosenSeed, sized } from '@storegraph/testkit/env';
import { documents } from './actors/documents.ts';
import { newCustomer, shippingAddress, type Shopper } from './actors/shopper.ts';
import { signInAdmin, type NewVariant } from './actors/staff.ts';
import { sharedShop } from './stack/shops.ts';

const { url } = sharedShop();
let shopper: Shopper;
let variant: NewVariant;

beforeAll(async () => {
  const admin = await signInAdmin(url);
  [shopper, variant] = await Promise.all([newCustomer(url), admin.makeVariant({ onHand: 1 })]);
});

const addAddress = `mutation ($input: AddAddressInput!) {
  addAddress(input: $input) { __typename ... on AddressSuccess { address { id } } ... on UserError { field } }
}`;
const removeAddress = `mutation ($input: RemoveAddressInput!) { removeAddress(input: $input) { __typename } }`;

/** What is wrong with an address; null when it is kept. It does not stay, as a book holds fifty. */
async function faultOfSaving(address: object): Promise<string | null> {
  const { addAddress: saved } = await shopper.visitor.read(addAddress, { input: { address } });
  if (saved.__typename === 'InvalidInputError') return saved.field.at(-1);
  await shopper.visitor.read(removeAddress, { input: { addressId: saved.address.id } });
  return null;
}

const ordered = async (address: object, quantity: number) =>
  (
    await shopper.visitor.read(documents.placeOrder, {
      input: {
        idempotencyKey: randomUUID(),
        shippingAddress: address,
        lines: [{ variantId: variant.id, quantity }],
      },
    })
  ).placeOrder;

/** What is wrong with an address; null when an order could go there, if there were as much to send. */
async function faultOfOrdering(address: object): Promise<string | null> {
  const refused = await ordered(address, 1000);
  return refused.__typename === 'InvalidInputError' ? refused.field.at(-1) : null;
}

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Ada', '1 Harbour Street', '香港', 'e\u0301') },
  fc.constantFrom('', '  ', '\u200b', 'a\u0000b', 'a\nb', 'a\u202eb', 'a\u2066b', '\ud800', 'a\u200fb', 'a\u007fb'),
  fc
    .tuple(fc.constantFrom('x', '🦦'), fc.constantFrom(20, 21, 40, 50, 51, 100, 101, 200, 201))
    .map(([text, times]) => text.repeat(times)),
);
const maybe = (text: fc.Arbitrary<string>) => fc.option(text, { freq: 3 });
const anAddress = fc.record({
  recipient: line,
  phone: maybe(fc.constantFrom('+1 555 010 0100', 'call me', '12345', '1'.repeat(21), ' ', '030/123.456')),
  line1: line,
  line2: maybe(line),
  city: line,
  region: maybe(line),
  postalCode: fc.oneof(fc.constantFrom('97205', '', ' '), line),
  countryCode: fc.constantFrom('US', 'hk', ' DE ', 'ZZ', 'GBR', 'ß', ''),
});
/** Right but for one value at most, so that each rule is met alone. */
const nearlyRight = fc
  .tuple(
    anAddress,
    fc.constantFrom('recipient', 'phone', 'line1', 'line2', 'city', 'region', 'postalCode', 'countryCode'),
  )
  .map(([address, field]) => ({ ...shippingAddress, [field]: address[field] }));

it('takes an order to each address that a book takes, and refuses the same value of any other', async () => {
  let kept = 0;
  const seed = chosenSeed();
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: nearlyRight }, anAddress), async (address) => {
      const [saving, ordering] = await Promise.all([faultOfSaving(address), faultOfOrdering(address)]);
      expect(ordering).toBe(saving);
      if (saving === null) kept++;
    }),
    { numRuns: sized(80, 400), ...(seed !== null && { seed }) },
  );
  expect(kept).toBeGreaterThan(10);
});

it('orders to a saved address in a country without postal codes', async () => {
  const address = { ...shippingAddress, city: 'Hong Kong', postalCode: '', countryCode: 'HK' };
  const { addAddress: saved } = await shopper.visitor.read(addAddress, { input: { address } });
  expect(saved.__typename).toBe('AddressSuccess');
  const placed = await ordered(address, 1);
  expect(placed.__typename).toBe('PlaceOrderSuccess');
  const { order } = await shopper.visitor.read(
    'query ($id: ID!) { order(id: $id) { shippingAddress { postalCode countryCode } } }',
    { id: placed.order.id },
  );
  expect(order.shippingAddress).toEqual({ postalCode: '', countryCode: 'HK' });
});
