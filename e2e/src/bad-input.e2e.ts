import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from './actors/documents.ts';
import {
  newCustomer,
  newGuest,
  shippingAddress,
  type OpenAttempt,
  type PaidOrder,
  type Shopper,
  type UnpaidOrder,
} from './actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import { createVisitor, type Answer } from './actors/visitor.ts';
import { rowCounts } from './stack/row-counts.ts';
import type { RunningShop } from './stack/shop.ts';
import { startOwnShop } from './stack/shops.ts';

// A shop of its own: no other test may write while rows are counted.
let shop: RunningShop;
let admin: Staff;
let shopper: Shopper;
let stranger: Shopper;
let variant: NewVariant;
let unpaid: UnpaidOrder;
let attempt: OpenAttempt;
let paid: PaidOrder;
let before: Awaited<ReturnType<typeof rowCounts>>;

beforeAll(async () => {
  shop = await startOwnShop({ windowSeconds: 600, holdMinutes: 60 });
  admin = await signInAdmin(shop.url);
  [shopper, stranger, variant] = await Promise.all([
    newCustomer(shop.url),
    newGuest(shop.url),
    admin.makeVariant({ onHand: 5 }),
  ]);
  const line = [{ variantId: variant.id, quantity: 1 }];
  unpaid = await shopper.placeOrder(line);
  attempt = await unpaid.startPayment();
  paid = await (await shopper.placeOrder(line)).pay();
  await createVisitor(shop.url).ask('{ me { id } }');
  before = await rowCounts(shop.databases);
});
afterAll(async () => {
  try {
    expect(await rowCounts(shop.databases)).toEqual(before);
  } finally {
    await shop.stop();
  }
});

/** An answer that a client can act on: nothing masked, no stack, no SQL. */
function expectTyped({ status, data, errors }: Answer): void {
  const text = JSON.stringify([data ?? null, errors]);
  expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|Internal server error|stacktrace|select |insert into|node_modules/);
  expect(status).toBeLessThan(500);
  for (const { extensions } of errors) expect(extensions?.['code']).toBeTypeOf('string');
}

async function refusedAs(outcome: Promise<{ readonly __typename: string }>): Promise<string> {
  return (await outcome).__typename;
}
const place = (line: object, more: object = {}): Promise<Answer> =>
  shopper.visitor.ask(documents.placeOrder, {
    input: {
      idempotencyKey: randomUUID(),
      shippingAddress,
      lines: [{ variantId: variant.id, quantity: 1, ...line }],
      ...more,
    },
  });

const HUGE = 'x'.repeat(50_000);
const NUL = 'a\u0000b';
const SQL = `'; drop table orders; -- " or 1=1`;
const UNKNOWN = '01990000-0000-7000-8000-000000000000';
const STRANGE_STRINGS = [
  HUGE,
  NUL,
  SQL,
  '',
  '   ',
  '%',
  '_',
  '\\',
  '\u202egnp.exe',
  '😀'.repeat(600),
  '__proto__',
  '${7*7}',
  '\ud800',
];

describe('the rules of the shop', () => {
  it('names the line that is short, and what is left', async () => {
    expect(await shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 4 }])).toMatchObject({
      __typename: 'OutOfStockError',
      field: ['input', 'lines', '0', 'quantity'],
      shortages: [{ variant: { id: variant.id }, requested: 4, available: 3 }],
    });
  });

  it('refuses a second attempt while one is open, and payment of a paid order', async () => {
    expect(await shopper.tryStartPayment(unpaid.id)).toMatchObject({
      __typename: 'PaymentInProgressError',
      payment: { id: attempt.id, status: 'PENDING' },
    });
    expect(await shopper.tryStartPayment(paid.id)).toMatchObject({
      __typename: 'OrderNotPayableError',
      reason: 'ALREADY_PAID',
    });
  });

  it('refuses to confirm an unpaid order', async () => {
    expect(await admin.tryConfirm(unpaid.id)).toMatchObject({
      __typename: 'OrderStatusError',
      order: { id: unpaid.id, status: 'PENDING_PAYMENT' },
    });
  });

  it.each(['shipOrder', 'deliverOrder'] as const)('refuses %s before its time', async (field) => {
    const input = {
      orderId: paid.id,
      idempotencyKey: randomUUID(),
      ...(field === 'shipOrder' && { carrier: 'Parcel Post' }),
    };
    expect((await admin.visitor.read(documents[field], { input }))[field]).toMatchObject({
      __typename: 'OrderStatusError',
      order: { status: 'PAID' },
    });
  });

  it("answers another person's order and payment as ones that do not exist", async () => {
    for (const id of [unpaid.id, UNKNOWN]) {
      expect(await stranger.order(id)).toBeNull();
      expect(await refusedAs(stranger.tryStartPayment(id))).toBe('NotFoundError');
      expect(await refusedAs(stranger.tryCancelOrder(id))).toBe('NotFoundError');
      expect(
        (await stranger.visitor.read(documents.updateOrder, { input: { orderId: id, note: 'mine now' } })).updateOrder
          .__typename,
      ).toBe('NotFoundError');
    }
    for (const id of [attempt.id, UNKNOWN]) {
      expect(await refusedAs(stranger.tryConfirmPayment(id))).toBe('NotFoundError');
      expect(await refusedAs(stranger.tryCancelPayment(id))).toBe('NotFoundError');
      expect((await stranger.visitor.read('query ($id: ID!) { payment(id: $id) { id } }', { id })).payment).toBeNull();
    }
    const { number } = unpaid.placed;
    expect(
      (await stranger.visitor.read('query ($number: String!) { order(number: $number) { id } }', { number })).order,
    ).toBeNull();
  });

  it('answers ids of another type, and what is no id at all, as ones that do not exist', async () => {
    for (const id of [
      variant.id,
      attempt.id,
      shopper.id,
      '1',
      'null',
      SQL,
      NUL,
      '../../etc/passwd',
      unpaid.id.slice(0, -1),
    ]) {
      expect(await shopper.order(id)).toBeNull();
      expect(await refusedAs(shopper.tryCancelOrder(id))).toBe('NotFoundError');
      expect(await refusedAs(shopper.tryStartPayment(id))).toBe('NotFoundError');
      if (id !== variant.id)
        expect(await refusedAs(shopper.tryPlaceOrder([{ variantId: id, quantity: 1 }]))).toBe('NotFoundError');
    }
    for (const id of [unpaid.id, variant.id, shopper.id, 'x'])
      expect(await refusedAs(shopper.tryConfirmPayment(id))).toBe('NotFoundError');
  });
});

describe('numbers', () => {
  it.each([0, -1, 1_001, 1e9, 2 ** 31 - 1])('refuses a quantity of %d with the field at fault', async (quantity) => {
    expect(await shopper.tryPlaceOrder([{ variantId: variant.id, quantity }])).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'lines', '0', 'quantity'],
    });
    const { addToCart } = await shopper.visitor.read(documents.addToCart, {
      input: { variantId: variant.id, quantity },
    });
    expect(addToCart).toMatchObject({ __typename: 'InvalidInputError', field: ['input', 'quantity'] });
  });

  it.each([2 ** 31, 1.5, '1', null, true, [1, 2], {}, 1e300])(
    'refuses a quantity of %j as what is no Int',
    async (quantity) => {
      const answer = await place({ quantity });
      expectTyped(answer);
      expect(answer.errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
      expect(answer.data ?? null).toBeNull();
    },
  );

  it.each([0, -1, 101, 2 ** 31 - 1])('refuses a page of %d', async (first) => {
    for (const list of ['products', 'orders', 'payments', 'users', 'lowStock']) {
      const answer = await admin.visitor.ask(`query ($first: Int) { ${list}(first: $first) { totalCount } }`, {
        first,
      });
      expectTyped(answer);
      expect([list, answer.errors[0]?.extensions]).toMatchObject([list, { code: 'BAD_USER_INPUT', argument: 'first' }]);
    }
  });

  it.each([-1, 2 ** 53, 1.5, '12', 1e13])('refuses a price of %j', async (amount) => {
    const answer = await admin.visitor.ask(documents.createProduct, {
      input: { name: 'Impossible', variants: [{ sku: randomUUID(), onHand: 0, price: { amount, currency: 'USD' } }] },
    });
    expectTyped(answer);
    expect(answer.errors.length > 0 || answer.data.createProduct.__typename === 'InvalidInputError').toBe(true);
  });
});

describe('strings', () => {
  it.each(STRANGE_STRINGS.map((text) => [text.slice(0, 20), text]))(
    'answers %j with types, wherever it stands',
    async (_, text) => {
      const { visitor } = shopper;
      const guest = createVisitor(shop.url);
      const answers = await Promise.all([
        visitor.ask('query ($text: String!) { products(filter: { search: $text }) { totalCount } }', { text }),
        visitor.ask('query ($text: String!) { product(slug: $text) { id } category(slug: $text) { id } }', { text }),
        visitor.ask(
          'query ($text: ID!) { product(id: $text) { id } productVariant(id: $text) { id } payment(id: $text) { id } }',
          { text },
        ),
        visitor.ask('query ($text: String!) { order(number: $text) { id } }', { text }),
        admin.visitor.ask(
          'query ($text: String!) { users(filter: { search: $text }) { totalCount } userByEmail(email: $text) { id } orders(filter: { number: $text }) { totalCount } }',
          { text },
        ),
        // Refused for what is short at the latest, so nothing is written either way.
        place({ quantity: 900 }, { note: text }),
        place({ quantity: 900 }, { shippingAddress: { ...shippingAddress, city: text } }),
        place({ variantId: text }),
        guest.ask(documents.login, { input: { email: text, password: text } }),
        guest.ask(documents.register, { input: { name: 'A', email: text, password: 'short' } }),
        guest.ask(documents.continueAsGuest, { input: { name: text, phone: text } }),
        admin.visitor.ask(documents.createProduct, { input: { name: text, variants: [] } }),
      ]);
      for (const answer of answers) expectTyped(answer);
    },
  );

  it('refuses an idempotency key that is none', async () => {
    for (const key of ['', 'k'.repeat(129), NUL]) {
      expect(await shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }], key)).toMatchObject({
        __typename: 'InvalidInputError',
        field: ['input', 'idempotencyKey'],
      });
      expect(await shopper.tryConfirmPayment(attempt.id, key)).toMatchObject({
        __typename: 'InvalidInputError',
        field: ['input', 'idempotencyKey'],
      });
      expect(await refusedAs(shopper.tryCancelOrder(unpaid.id, key))).toBe('InvalidInputError');
      expect(await refusedAs(shopper.tryStartPayment(unpaid.id, key))).toBe('InvalidInputError');
    }
  });

  it('refuses a cursor that is tampered with, or of another list', async () => {
    const { users } = await admin.visitor.read('{ users(first: 1) { pageInfo { endCursor } } }');
    const cursors = [
      '',
      'x',
      users.pageInfo.endCursor,
      Buffer.from('[1,"2"]').toString('base64url'),
      Buffer.from(JSON.stringify([SQL, UNKNOWN])).toString('base64url'),
      HUGE,
    ];
    for (const after of cursors) {
      const answer = await admin.visitor.ask(
        'query ($after: String) { orders(first: 1, after: $after, sort: PLACED_AT_ASC) { totalCount } }',
        { after },
      );
      expectTyped(answer);
      if (after !== users.pageInfo.endCursor)
        expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    }
  });
});

describe('requests', () => {
  it('refuses a price in the input', async () => {
    const answer = await place({ unitPrice: 1 });
    expect([answer.status, answer.errors[0]?.extensions?.['code']]).toEqual([400, 'BAD_USER_INPUT']);
    const literal = await shopper.visitor.ask(
      `mutation { placeOrder(input: { idempotencyKey: "k", lines: [{ variantId: "${variant.id}", quantity: 1, price: 1 }], shippingAddress: { recipient: "A", line1: "B", city: "C", postalCode: "1", countryCode: "US" } }) { __typename } }`,
    );
    expect([literal.status, literal.errors[0]?.extensions?.['code']]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it.each([
    ['malformed JSON', '{"query": "{ me { id }'],
    ['no JSON', 'hello'],
    ['null', 'null'],
    ['a number', '7'],
    ['a batch', '[{"query":"{ me { id } }"},{"query":"{ me { id } }"}]'],
    ['no query', '{}'],
    ['a query that is no string', '{"query": 7}'],
    ['variables that are no object', '{"query":"{ me { id } }","variables":"x"}'],
    ['an empty query', '{"query":""}'],
    ['a malformed query', '{"query":"{ me { id "}'],
    ['an unknown field', '{"query":"{ me { passwordHash } }"}'],
    ['an unknown operation', '{"query":"query A { me { id } }","operationName":"B"}'],
    ['an unknown enum value', '{"query":"{ products(sort: BY_MAGIC) { totalCount } }"}'],
    [
      '__proto__ in the input',
      '{"query":"mutation ($input: AddToCartInput!) { addToCart(input: $input) { __typename } }","variables":{"input":{"__proto__":{"quantity":1},"variantId":"x"}}}',
    ],
    [
      'an unknown field among the variables',
      '{"query":"mutation ($input: AddToCartInput!) { addToCart(input: $input) { __typename } }","variables":{"input":{"variantId":"x","admin":true}}}',
    ],
  ])('answers %s with a client error', async (_, body) => {
    const answer = await createVisitor(shop.url).post(body);
    expectTyped(answer);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.errors.length).toBeGreaterThan(0);
  });

  it('refuses a body beyond 100 kB before it parses it', async () => {
    const answer = await createVisitor(shop.url).post(
      JSON.stringify({ query: `{ me { id } } # ${'x'.repeat(1_000_000)}` }),
    );
    expectTyped(answer);
    expect(answer.status).toBe(413);
  });

  it('answers a query of 5,000 nested levels', async () => {
    const depth = 5_000;
    const answer = await createVisitor(shop.url).post(
      JSON.stringify({ query: `{ categories ${'{ parent '.repeat(depth)} { id } ${'}'.repeat(depth)} }` }),
    );
    expectTyped(answer);
    expect(answer.status).toBe(400);
  });
});
