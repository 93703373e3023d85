import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { ask } from '@storegraph/testkit/ask';
import { anonymous, signedIn } from '@storegraph/testkit/viewers';
import { end, expectBooksToBalance, levelOf, makeProduct, openShop, reserve, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
afterEach(() => expectBooksToBalance(shop));

const times = <Value>(count: number, make: (index: number) => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const countOf = (answers: readonly { __typename: string }[], typename: string) =>
  answers.filter((answer) => answer.__typename === typename).length;

describe('reserveStock', () => {
  it('sells exactly what is there to 200 buyers at once', async () => {
    const {
      variantIds: [variant = ''],
    } = await makeProduct(shop, { stocks: [50] });
    const answers = await times(200, () => reserve(shop, newId(), [[variant, 1]]));
    expect(countOf(answers, 'ReserveStockSuccess')).toBe(50);
    expect(countOf(answers, 'ReserveStockShortage')).toBe(150);
    expect(await levelOf(shop, variant)).toEqual({ onHand: 50, reserved: 50 });
  });

  it('holds once and answers alike when one order asks 20 times at once', async () => {
    const { variantIds } = await makeProduct(shop, { stocks: [50, 50] });
    const orderId = newId();
    const answers = await times(20, () =>
      reserve(
        shop,
        orderId,
        variantIds.map((id) => [id, 2]),
      ),
    );
    expect(answers[0].__typename).toBe('ReserveStockSuccess');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    for (const id of variantIds) expect(await levelOf(shop, id)).toEqual({ onHand: 50, reserved: 2 });
  });

  it('holds for 40 orders at once in a few transactions', async () => {
    const {
      variantIds: [variant = ''],
    } = await makeProduct(shop, { stocks: [100] });
    shop.statements.length = 0;
    const answers = await times(40, () => reserve(shop, newId(), [[variant, 2]]));
    expect(countOf(answers, 'ReserveStockSuccess')).toBe(40);
    expect(shop.statements.length).toBeLessThan(40);
    expect(await levelOf(shop, variant)).toEqual({ onHand: 100, reserved: 80 });
  });

  it('gives each of those who ask at once their own answer, whatever the others get', async () => {
    const {
      variantIds: [plenty = '', none = ''],
    } = await makeProduct(shop, { stocks: [100, 0] });
    const held = newId();
    await reserve(shop, held, [[plenty, 3]]);
    const twice = newId();
    const answers = await Promise.all([
      reserve(shop, newId(), [[plenty, 1]]),
      reserve(shop, held, [[plenty, 3]]),
      reserve(shop, held, [[plenty, 4]]),
      reserve(shop, newId(), [
        [plenty, 1],
        [none, 1],
      ]),
      reserve(shop, newId(), [[newId(), 1]]),
      reserve(shop, twice, [[plenty, 10]]),
      reserve(shop, twice, [[plenty, 10]]),
    ]);
    expect(answers.map(({ __typename }) => __typename.replace('ReserveStock', ''))).toEqual([
      'Success',
      'Success',
      'Conflict',
      'Shortage',
      'UnknownVariants',
      'Success',
      'Success',
    ]);
    expect((await levelOf(shop, plenty)).reserved).toBe(14);
  });

  it('gives the first answer again after the price has changed and the product is archived', async () => {
    const {
      id,
      variantIds: [variant = ''],
    } = await makeProduct(shop, { name: 'Stone Mug', prices: [1200] });
    const orderId = newId();
    const first = await reserve(shop, orderId, [[variant, 3]]);
    expect(first.lines).toEqual([
      {
        quantity: 3,
        quote: {
          variantId: variant,
          productId: id,
          sku: expect.any(String),
          name: 'Stone Mug',
          unitPrice: { amount: 1200, currency: 'USD' },
          available: 7,
        },
      },
    ]);
    await shop.asStaff(
      'mutation ($v: ID!, $p: ID!) { updateVariant(input: { variantId: $v, price: { amount: 1, currency: "USD" } }) { __typename } archiveProduct(input: { productId: $p }) { __typename } }',
      { v: variant, p: id },
    );
    expect(await reserve(shop, orderId, [[variant, 3]])).toEqual(first);
    expect((await levelOf(shop, variant)).reserved).toBe(3);
  });

  it('merges lines of one variant, and knows them again however they are split', async () => {
    const {
      variantIds: [variant = ''],
    } = await makeProduct(shop);
    const orderId = newId();
    expect(
      (
        await reserve(shop, orderId, [
          [variant, 2],
          [variant.toUpperCase(), 3],
        ])
      ).lines,
    ).toMatchObject([{ quantity: 5 }]);
    expect((await reserve(shop, orderId, [[variant, 5]])).__typename).toBe('ReserveStockSuccess');
    expect((await levelOf(shop, variant)).reserved).toBe(5);
  });

  it('refuses other lines under the same order', async () => {
    const {
      variantIds: [variant = ''],
    } = await makeProduct(shop);
    const orderId = newId();
    await reserve(shop, orderId, [[variant, 2]]);
    expect((await reserve(shop, orderId, [[variant, 3]])).__typename).toBe('ReserveStockConflict');
    expect((await levelOf(shop, variant)).reserved).toBe(2);
  });

  it('names every short line with what is left, holds nothing, and lets the order ask again', async () => {
    const {
      variantIds: [plenty = '', few = '', none = ''],
    } = await makeProduct(shop, { stocks: [10, 2, 0] });
    const orderId = newId();
    const answer = await reserve(shop, orderId, [
      [none, 1],
      [plenty, 5],
      [few, 3],
    ]);
    expect(answer.__typename).toBe('ReserveStockShortage');
    expect(answer.shortages).toHaveLength(2);
    expect(answer.shortages).toEqual(
      expect.arrayContaining([
        { variantId: few, requested: 3, available: 2 },
        { variantId: none, requested: 1, available: 0 },
      ]),
    );
    expect((await levelOf(shop, plenty)).reserved).toBe(0);
    expect(
      (
        await reserve(shop, orderId, [
          [plenty, 5],
          [few, 2],
        ])
      ).__typename,
    ).toBe('ReserveStockSuccess');
  });

  it('holds all or nothing when orders of many lines cross each other', async () => {
    const { variantIds } = await makeProduct(shop, { stocks: Array.from({ length: 8 }, () => 40) });
    const answers = await times(100, (index) => {
      const shuffled = variantIds
        .map((id, at) => ({ id, key: (index * 7919 + at * 104729) % 31 }))
        .sort((a, b) => a.key - b.key)
        .slice(0, 5);
      return reserve(
        shop,
        newId(),
        shuffled.map(({ id }) => [id, 1 + (index % 2)]),
      );
    });
    expect(countOf(answers, 'ReserveStockSuccess') + countOf(answers, 'ReserveStockShortage')).toBe(100);
    const held = answers
      .flatMap((answer) => answer.lines ?? [])
      .reduce((sum: number, line: { quantity: number }) => sum + line.quantity, 0);
    const levels = await Promise.all(variantIds.map((id) => levelOf(shop, id)));
    expect(levels.reduce((sum, { reserved }) => sum + reserved, 0)).toBe(held);
    for (const { reserved } of levels) expect(reserved).toBeLessThanOrEqual(40);
  });

  it('takes counters in the order of their ids', async () => {
    const { variantIds } = await makeProduct(shop, { stocks: [5, 5, 5, 5] });
    // One order holds the first counter; orders for the others too wait there, in any order of lines.
    const both = await times(40, (index) =>
      reserve(
        shop,
        newId(),
        (index % 2 ? variantIds : variantIds.toReversed()).map((id) => [id, 1]),
      ),
    );
    expect(countOf(both, 'ReserveStockSuccess')).toBe(5);
    expect(countOf(both, 'ReserveStockShortage')).toBe(35);
  });

  it('names variants that are unknown, archived or of an archived product, and holds nothing', async () => {
    const good = await makeProduct(shop);
    const archived = await makeProduct(shop, { stocks: [5, 5] });
    const ofArchived = await makeProduct(shop);
    await shop.asStaff(
      'mutation ($v: ID!, $p: ID!) { archiveVariant(input: { variantId: $v }) { __typename } archiveProduct(input: { productId: $p }) { __typename } }',
      {
        v: archived.variantIds[0],
        p: ofArchived.id,
      },
    );
    const unknown = newId();
    const wanted = [good.variantIds[0]!, archived.variantIds[0]!, ofArchived.variantIds[0]!, unknown];
    const answer = await reserve(
      shop,
      newId(),
      wanted.map((id) => [id, 1]),
    );
    expect(answer.__typename).toBe('ReserveStockUnknownVariants');
    expect(new Set(answer.variantIds)).toEqual(new Set(wanted.slice(1)));
    expect((await levelOf(shop, good.variantIds[0]!)).reserved).toBe(0);
    expect((await reserve(shop, newId(), [['no id', 1]])).__typename).toBe('ReserveStockUnknownVariants');
  });

  it.each([
    ['no lines', []],
    ['0 units', [{ variantId: newId(), quantity: 0 }]],
    ['-1 units', [{ variantId: newId(), quantity: -1 }]],
    ['1001 units', [{ variantId: newId(), quantity: 1001 }]],
    ['101 lines', Array.from({ length: 101 }, () => ({ variantId: newId(), quantity: 1 }))],
  ])('refuses %s as a mistake of the caller', async (_, lines) => {
    const { errors } = await shop.asService(
      'mutation ($input: ReserveStockInput!) { reserveStock(input: $input) { __typename } }',
      { input: { orderId: newId(), lines } },
    );
    expect(errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  it('is for services only', async () => {
    for (const viewer of [anonymous, signedIn(), signedIn({ role: 'STAFF' }), signedIn({ role: 'ADMIN' })]) {
      const { errors } = await ask(
        shop.subgraph.client,
        viewer,
        'mutation ($id: ID!) { releaseStock(input: { orderId: $id }) { __typename } }',
        { id: newId() },
      );
      expect(errors[0]?.extensions?.['code']).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
    }
  });

  it('tells the others: reserved, changed, and low once when the threshold is crossed', async () => {
    const {
      variantIds: [variant = ''],
    } = await makeProduct(shop, { stocks: [8] });
    const orderId = newId();
    await reserve(shop, orderId, [[variant, 2]]);
    await reserve(shop, newId(), [[variant, 1]]);
    await reserve(shop, newId(), [[variant, 1]]);
    await vi.waitFor(
      () =>
        expect(eventsOf(variant).map(({ type }) => type)).toEqual([
          'StockChanged',
          'StockChanged',
          'StockLow',
          'StockChanged',
        ]),
      5000,
    );
    expect(eventsOf(variant)[2]?.payload).toEqual({ variantId: variant, available: 5, threshold: 5 });
    expect(eventsOf(orderId)).toMatchObject([
      { type: 'StockReserved', payload: { orderId, lines: [{ variantId: variant, quantity: 2 }] } },
    ]);
  });
});

const eventsOf = (subjectId: string) => shop.events.filter((event) => event.subjectId === subjectId);

describe('commitStock, releaseStock and returnStock', () => {
  const held = async () => {
    const { variantIds } = await makeProduct(shop, { stocks: [10, 10] });
    const orderId = newId();
    await reserve(
      shop,
      orderId,
      variantIds.map((id) => [id, 4]),
    );
    return { orderId, variantIds };
  };

  it.each([
    ['commitStock', 'COMMITTED', { onHand: 6, reserved: 0 }],
    ['releaseStock', 'RELEASED', { onHand: 10, reserved: 0 }],
    ['returnStock', 'RELEASED', { onHand: 10, reserved: 0 }],
  ] as const)('%s moves the counters once, however often it is sent', async (how, state, level) => {
    const { orderId, variantIds } = await held();
    const answers = await times(10, () => end(shop, how, orderId));
    for (const answer of [...answers, await end(shop, how, orderId)])
      expect(answer).toEqual({ __typename: 'OrderStockSuccess', state });
    for (const id of variantIds) expect(await levelOf(shop, id)).toEqual(level);
  });

  it('lets one of them win a race, and refuses the other with what became of the order', async () => {
    const outcomes = await times(20, async (index) => {
      const { orderId, variantIds } = await held();
      const ways = index % 2 ? (['commitStock', 'releaseStock'] as const) : (['releaseStock', 'commitStock'] as const);
      const answers = await Promise.all(ways.map((how) => end(shop, how, orderId)));
      const winner = answers.find(({ __typename }) => __typename === 'OrderStockSuccess');
      expect(answers).toHaveLength(2);
      expect(answers.filter(({ __typename }) => __typename === 'OrderStockRefused')).toEqual([
        { __typename: 'OrderStockRefused', refusedIn: winner.state },
      ]);
      for (const id of variantIds)
        expect(await levelOf(shop, id)).toEqual({ onHand: winner.state === 'COMMITTED' ? 6 : 10, reserved: 0 });
      return winner.state;
    });
    expect(outcomes).toHaveLength(20);
  });

  it('puts what was sold back on sale once, whether it comes before the sale, with it or after', async () => {
    for (let round = 0; round < 10; round++) {
      const { orderId, variantIds } = await held();
      if (round % 2) await end(shop, 'commitStock', orderId);
      const answers = await Promise.all([
        end(shop, 'commitStock', orderId),
        ...[1, 2, 3].map(() => end(shop, 'returnStock', orderId)),
      ]);
      for (const answer of answers.slice(1))
        expect(answer).toEqual({ __typename: 'OrderStockSuccess', state: 'RELEASED' });
      for (const id of variantIds) expect(await levelOf(shop, id)).toEqual({ onHand: 10, reserved: 0 });
    }
  });

  it('refuses an order that never reserved', async () => {
    expect(await end(shop, 'commitStock', newId())).toEqual({ __typename: 'OrderStockRefused', refusedIn: null });
  });

  it('does not hold again for an order whose reservation ended', async () => {
    const { orderId, variantIds } = await held();
    await end(shop, 'releaseStock', orderId);
    expect(
      (
        await reserve(
          shop,
          orderId,
          variantIds.map((id) => [id, 4]),
        )
      ).__typename,
    ).toBe('ReserveStockSuccess');
    for (const id of variantIds) expect((await levelOf(shop, id)).reserved).toBe(0);
  });

  it('writes the ledger: what was held, sold and put back, and for which order', async () => {
    const {
      orderId,
      variantIds: [variant = ''],
    } = await held();
    await end(shop, 'commitStock', orderId);
    await end(shop, 'returnStock', orderId);
    const { data } = await shop.asStaff(
      'query ($id: ID!) { stockMovements(variantId: $id) { totalCount edges { node { kind onHandDelta reservedDelta orderId } } } }',
      { id: variant },
    );
    expect(data.stockMovements.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      { kind: 'RESTOCK', onHandDelta: 4, reservedDelta: 0, orderId },
      { kind: 'SALE', onHandDelta: -4, reservedDelta: -4, orderId },
      { kind: 'RESERVE', onHandDelta: 0, reservedDelta: 4, orderId },
      { kind: 'RECEIPT', onHandDelta: 10, reservedDelta: 0, orderId: null },
    ]);
    expect(data.stockMovements.totalCount).toBe(4);
    await vi.waitFor(
      () =>
        expect(eventsOf(orderId).map(({ type }) => type)).toEqual(['StockReserved', 'StockCommitted', 'StockReleased']),
      5000,
    );
  });
});
