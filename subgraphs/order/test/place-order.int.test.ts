import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { anonymous, signedIn } from '@storegraph/testkit/viewers';
import { customer, eventually, kindsOf, openShop, PLACE, shippingAddress, type Shop } from './shop.ts';

describe('placeOrder', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  it('holds the stock, copies names and prices, and opens the payable', async () => {
    const viewer = customer();
    const mug = shop.inventory.stock(10, 1999);
    const tea = shop.inventory.stock(10, 450);
    const { order, __typename } = await shop.place(
      viewer,
      [
        { variantId: tea, quantity: 3 },
        { variantId: mug, quantity: 2 },
      ],
      { note: '  Ring twice ' },
    );
    expect(__typename).toBe('PlaceOrderSuccess');
    expect(order).toMatchObject({
      status: 'PENDING_PAYMENT',
      fulfillmentStatus: 'UNFULFILLED',
      note: 'Ring twice',
      totalQuantity: 5,
      total: { amount: 5348, currency: 'USD' },
      buyer: { id: viewer.userId },
      availableActions: ['PAY', 'UPDATE', 'CANCEL'],
      fulfillment: null,
      shippingAddress: { recipient: 'Ada Lovelace', countryCode: 'GB', line2: null },
      timeline: [{ kind: 'PLACED', actorKind: 'BUYER', actor: { id: viewer.userId } }],
    });
    expect(order.number).toMatch(/^SG-1\d{5}$/);
    expect(
      order.lines.map((line: any) => [line.variant.id, line.quantity, line.unitPrice.amount, line.total.amount]),
    ).toEqual([
      [tea, 3, 450, 1350],
      [mug, 2, 1999, 3998],
    ]);
    expect(new Date(order.holdExpiresAt).getTime() - new Date(order.placedAt).getTime()).toBe(15 * 60_000);
    expect(shop.inventory.variants.get(mug)!.available).toBe(8);
    expect(shop.payment.payables.get(order.id)).toMatchObject({
      amountMinor: 5348,
      currency: 'USD',
      userId: viewer.userId,
      state: 'OPEN',
    });
    expect((await shop.sagaOf(order.id))['state']).toBe('AWAITING_PAYMENT');
    await eventually(
      () => shop.events.filter((event) => event.subjectId === order.id),
      (events) => events.length === 1,
    );
    expect(shop.events.find((event) => event.subjectId === order.id)).toMatchObject({
      type: 'OrderPlaced',
      payload: { orderId: order.id, userId: viewer.userId },
    });
  });

  it('answers 20 concurrent duplicates, and a later one, with one order', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(5);
    const input = { idempotencyKey: newId(), lines: [{ variantId, quantity: 2 }], shippingAddress };
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.ask(viewer, PLACE, { input })));
    answers.push(await shop.ask(viewer, PLACE, { input }));
    const orders = answers.map(({ data }) => ({ ...data.placeOrder.order, serverTime: null }));
    expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBe(1);
    expect(orders[0].id).toBeDefined();
    expect(kindsOf(orders[0])).toEqual(['PLACED']);
    expect(shop.inventory.variants.get(variantId)!.available).toBe(3);
  });

  it('places 40 orders at once in a few transactions', async () => {
    const variantId = shop.inventory.stock(40);
    shop.statements.length = 0;
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => shop.place(customer(), [{ variantId, quantity: 1 }])),
    );
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['PlaceOrderSuccess']));
    expect(new Set(answers.map(({ order }) => order.number)).size).toBe(40);
    expect(shop.inventory.variants.get(variantId)!.available).toBe(0);
    const written = shop.statements.filter((statement) =>
      /insert into `?(idempotency|order_saga|orders|order_line|order_event)`/.test(statement),
    );
    expect(written.length).toBeLessThan(40);
  });

  it('gives each of those who ask at once their own answer, whatever the others get', async () => {
    const variantId = shop.inventory.stock(10);
    const [mine, others] = [customer(), customer()];
    const key = { idempotencyKey: newId() };
    const one = (quantity = 1) => [{ variantId, quantity }];
    const before = await shop.place(mine, one(), key);
    const twice = { idempotencyKey: newId() };
    const answers = await Promise.all([
      shop.place(mine, one()),
      shop.place(mine, one(), key),
      shop.place(mine, one(2), key),
      shop.place(others, one(100)),
      shop.place(others, null),
      shop.place(others, one(3), twice),
      shop.place(others, one(3), twice),
    ]);
    expect(answers.map(({ __typename }) => __typename)).toEqual([
      'PlaceOrderSuccess',
      'PlaceOrderSuccess',
      'IdempotencyConflictError',
      'OutOfStockError',
      'InvalidInputError',
      'PlaceOrderSuccess',
      'PlaceOrderSuccess',
    ]);
    expect(answers[1].order.id).toBe(before.order.id);
    expect(answers[5].order.id).toBe(answers[6].order.id);
    expect(shop.inventory.variants.get(variantId)!.available).toBe(5);
  });

  it('refuses the same key with other input, and takes the same key of somebody else', async () => {
    const variantId = shop.inventory.stock(5);
    const viewer = customer();
    const key = { idempotencyKey: newId() };
    await shop.place(viewer, [{ variantId, quantity: 1 }], key);
    expect(await shop.place(viewer, [{ variantId, quantity: 2 }], key)).toMatchObject({
      __typename: 'IdempotencyConflictError',
      field: ['input', 'idempotencyKey'],
    });
    expect((await shop.place(customer(), [{ variantId, quantity: 2 }], key)).__typename).toBe('PlaceOrderSuccess');
    expect(shop.inventory.variants.get(variantId)!.available).toBe(2);
  });

  it('names the lines that are short, holds nothing, and says so again', async () => {
    const plenty = shop.inventory.stock(10);
    const scarce = shop.inventory.stock(1);
    const viewer = customer();
    const key = { idempotencyKey: newId() };
    const lines = [
      { variantId: plenty, quantity: 1 },
      { variantId: scarce, quantity: 2 },
    ];
    const refused = await shop.place(viewer, lines, key);
    expect(refused).toMatchObject({
      __typename: 'OutOfStockError',
      field: ['input', 'lines', '1', 'quantity'],
      shortages: [{ requested: 2, available: 1, variant: { id: scarce } }],
    });
    expect(shop.inventory.variants.get(plenty)!.available).toBe(10);
    shop.inventory.variants.get(scarce)!.available = 5;
    expect(await shop.place(viewer, lines, key)).toEqual(refused);
    expect((await shop.ask(viewer, '{ _entities(representations: []) { __typename } }')).errors).toEqual([]);
  });

  it('names the line whose variant is unknown', async () => {
    const known = shop.inventory.stock(10);
    for (const variantId of [newId(), 'not an id', '__proto__'])
      expect(
        await shop.place(customer(), [
          { variantId: known, quantity: 1 },
          { variantId, quantity: 1 },
        ]),
      ).toMatchObject({
        __typename: 'NotFoundError',
        field: ['input', 'lines', '1', 'variantId'],
      });
    expect(shop.inventory.variants.get(known)!.available).toBe(10);
  });

  it('refuses a line in another currency than the shop’s, and gives back what is held for it', async () => {
    const [known, foreign] = [shop.inventory.stock(10), shop.inventory.stock(10, 1000, 'IDR')];
    const lines = [known, foreign].map((variantId) => ({ variantId, quantity: 1 }));
    for (const some of [lines, lines.slice(1)])
      expect(await shop.place(customer(), some)).toMatchObject({
        __typename: 'InvalidInputError',
        message: 'This is not priced in the currency of the shop.',
        field: ['input', 'lines', String(some.length - 1), 'variantId'],
      });
    for (const variantId of [known, foreign])
      await eventually(
        () => shop.inventory.variants.get(variantId)!.available,
        (available) => available === 10,
      );
  });

  it('merges lines of the same variant', async () => {
    const variantId = shop.inventory.stock(10);
    const { order } = await shop.place(customer(), [
      { variantId, quantity: 2 },
      { variantId: variantId.toUpperCase(), quantity: 3 },
    ]);
    expect(order.lines).toMatchObject([{ quantity: 5, variant: { id: variantId } }]);
  });

  it.each([
    ['no line', { lines: [] }, ['input', 'lines']],
    ['no unit', { lines: [{ variantId: newId(), quantity: 0 }] }, ['input', 'lines', '0', 'quantity']],
    ['a negative quantity', { lines: [{ variantId: newId(), quantity: -1 }] }, ['input', 'lines', '0', 'quantity']],
    [
      'a billion units',
      { lines: [{ variantId: newId(), quantity: 1_000_000_000 }] },
      ['input', 'lines', '0', 'quantity'],
    ],
    [
      '101 lines',
      { lines: Array.from({ length: 101 }, () => ({ variantId: newId(), quantity: 1 })) },
      ['input', 'lines'],
    ],
    [
      'an empty recipient',
      { shippingAddress: { ...shippingAddress, recipient: '  ' } },
      ['input', 'shippingAddress', 'recipient'],
    ],
    [
      'a country that is none',
      { shippingAddress: { ...shippingAddress, countryCode: 'GBR' } },
      ['input', 'shippingAddress', 'countryCode'],
    ],
    [
      'NUL in the address',
      { shippingAddress: { ...shippingAddress, city: 'Lon\u0000don' } },
      ['input', 'shippingAddress', 'city'],
    ],
    [
      'a recipient that turns the direction of the text',
      { shippingAddress: { ...shippingAddress, recipient: 'Ada \u202eoknokO' } },
      ['input', 'shippingAddress', 'recipient'],
    ],
    [
      'a phone number without digits',
      { shippingAddress: { ...shippingAddress, phone: 'call me' } },
      ['input', 'shippingAddress', 'phone'],
    ],
    [
      'a country that ISO has not assigned',
      { shippingAddress: { ...shippingAddress, countryCode: 'ZZ' } },
      ['input', 'shippingAddress', 'countryCode'],
    ],
    ['a note of 501 characters', { note: 'x'.repeat(501) }, ['input', 'note']],
    ['half a character in the note', { note: 'half \ud800' }, ['input', 'note']],
    ['an empty key', { idempotencyKey: '' }, ['input', 'idempotencyKey']],
    ['a key of 129 characters', { idempotencyKey: 'x'.repeat(129) }, ['input', 'idempotencyKey']],
    ['an empty cart', { lines: null }, null],
  ])('refuses %s', async (_, input, field) => {
    const before = shop.inventory.reservations.size;
    expect(await shop.place(customer(), [{ variantId: newId(), quantity: 1 }], input)).toMatchObject({
      __typename: 'InvalidInputError',
      field,
    });
    expect(shop.inventory.reservations.size).toBe(before);
  });

  it('sends where there are no postal codes, with a note that is counted in characters', async () => {
    const variantId = shop.inventory.stock(1);
    expect(
      await shop.place(customer(), [{ variantId, quantity: 1 }], {
        shippingAddress: { ...shippingAddress, countryCode: 'HK', postalCode: '' },
        note: '🎁'.repeat(500),
      }),
    ).toMatchObject({ __typename: 'PlaceOrderSuccess' });
  });

  it('refuses 1001 units of one variant in two lines', async () => {
    const variantId = shop.inventory.stock(2000);
    expect(
      await shop.place(customer(), [
        { variantId, quantity: 1000 },
        { variantId, quantity: 1 },
      ]),
    ).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'lines', '1', 'quantity'],
    });
    expect(shop.inventory.variants.get(variantId)!.available).toBe(2000);
  });

  it('gives the stock back when the total is beyond what an order can cost', async () => {
    const before = shop.inventory.released.length;
    const variantId = shop.inventory.stock(1000, 1_000_000_000_000);
    expect(await shop.place(customer(), [{ variantId, quantity: 2 }])).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'lines'],
    });
    expect(shop.inventory.variants.get(variantId)!.available).toBe(1000);
    expect(shop.inventory.released).toHaveLength(before + 1);
  });

  it('needs somebody who is signed in; a guest is', async () => {
    const variantId = shop.inventory.stock(5);
    const { errors } = await shop.ask(anonymous, PLACE, {
      input: { idempotencyKey: newId(), lines: [{ variantId, quantity: 1 }], shippingAddress },
    });
    expect(errors[0]!.extensions!['code']).toBe('UNAUTHENTICATED');
    expect((await shop.place(signedIn({ isGuest: true }), [{ variantId, quantity: 1 }])).__typename).toBe(
      'PlaceOrderSuccess',
    );
  });
});

describe('placeOrder while others fail', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ instances: 2 });
  });
  afterAll(() => shop.close());

  it('tells that the inventory does not answer, and succeeds with the same key afterwards', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(5);
    const key = { idempotencyKey: newId() };
    shop.inventory.faults.isDown = true;
    expect(await shop.place(viewer, [{ variantId, quantity: 1 }], key)).toMatchObject({
      __typename: 'ServiceUnavailableError',
      retryAfterSeconds: 2,
      field: null,
    });
    shop.inventory.faults.isDown = false;
    const { order } = await shop.place(viewer, [{ variantId, quantity: 1 }], key);
    expect(order.status).toBe('PENDING_PAYMENT');
    expect(shop.inventory.variants.get(variantId)!.available).toBe(4);
  });

  it('places the order by itself once the inventory answers, when the shopper has gone', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(5);
    shop.inventory.faults.isDown = true;
    await shop.place(viewer, [{ variantId, quantity: 1 }]);
    shop.inventory.faults.isDown = false;
    await eventually(
      () => shop.inventory.variants.get(variantId)!.available,
      (available) => available === 4,
    );
    await eventually(
      async () =>
        (
          await shop.ask(
            viewer,
            `query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { orders { totalCount } } } }`,
            { id: viewer.userId },
          )
        ).data,
      (data) => data._entities[0].orders.totalCount === 1,
    );
  });

  it('accepts the order while payment is down, and opens the payable later', async () => {
    const variantId = shop.inventory.stock(5);
    shop.payment.faults.isDown = true;
    const { order } = await shop.place(customer(), [{ variantId, quantity: 1 }]);
    expect(order.status).toBe('PENDING_PAYMENT');
    const saga = await shop.sagaOf(order.id);
    expect(saga).toMatchObject({
      state: 'OPENING_PAYABLE',
      attempts: 1,
      last_error: 'The other subgraph does not answer',
    });
    shop.payment.faults.isDown = false;
    await eventually(
      async () => (await shop.sagaOf(order.id))['state'],
      (state) => state === 'AWAITING_PAYMENT',
    );
    expect(shop.payment.payables.get(order.id)!.state).toBe('OPEN');
  });

  it('holds once and opens once when the answers are lost after their effect', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(5);
    const key = { idempotencyKey: newId() };
    shop.inventory.faults.lostAnswers = 1;
    expect((await shop.place(viewer, [{ variantId, quantity: 2 }], key)).__typename).toBe('ServiceUnavailableError');
    shop.payment.faults.lostAnswers = 1;
    const { order } = await shop.place(viewer, [{ variantId, quantity: 2 }], key);
    await eventually(
      async () => (await shop.sagaOf(order.id))['state'],
      (state) => state === 'AWAITING_PAYMENT',
    );
    expect(shop.inventory.variants.get(variantId)!.available).toBe(3);
    expect(kindsOf(await shop.order(viewer, order.id))).toEqual(['PLACED']);
  });

  it('leaves no half of an order when it cannot be written, and writes all of it once it can', async () => {
    const viewer = customer();
    const variantId = shop.inventory.stock(5);
    const variant = shop.inventory.variants.get(variantId)!;
    // Longer than the column, so that the lines fail after the order and its saga were written.
    shop.inventory.variants.set(variantId, { ...variant, sku: 'x'.repeat(101) });
    const input = { idempotencyKey: newId(), lines: [{ variantId, quantity: 1 }], shippingAddress };
    const { errors } = await shop.ask(viewer, PLACE, { input });
    expect(errors).toMatchObject([{ message: 'Internal server error' }]);
    const orderId = [...shop.inventory.reservations.keys()].at(-1)!;
    expect(await shop.order(viewer, orderId)).toBeNull();
    expect((await shop.sagaOf(orderId))['state']).toBe('RESERVING_STOCK');
    shop.inventory.variants.set(variantId, variant);
    await shop.makeDue(orderId);
    const order = await eventually(
      () => shop.order(viewer, orderId),
      (order) => order !== null,
    );
    expect(order.lines).toHaveLength(1);
  });
});
