import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { ask } from '@storegraph/testkit/ask';
import { signedIn } from '@storegraph/testkit/viewers';
import { end, expectBooksToBalance, levelOf, makeProduct, openShop, reserve, staff, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
afterEach(() => expectBooksToBalance(shop));

const fields = `__typename
  ... on StockSuccess { variant { id available } movement { id kind onHandDelta reservedDelta reason orderId actor { id } } }
  ... on InsufficientStockError { available } ... on UserError { message field }`;

const adjust = async (input: Record<string, unknown>) => {
  const { data, errors } = await shop.asStaff(
    `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { ${fields} } }`,
    {
      input: { reason: 'Found behind the shelf', idempotencyKey: newId(), ...input },
    },
  );
  expect(errors).toEqual([]);
  return data.adjustStock;
};

const set = async (input: Record<string, unknown>) => {
  const { data, errors } = await shop.asStaff(
    `mutation ($input: SetStockInput!) { setStock(input: $input) { ${fields} } }`,
    {
      input: { reason: 'Counted', idempotencyKey: newId(), ...input },
    },
  );
  expect(errors).toEqual([]);
  return data.setStock;
};

const someVariant = async (onHand = 10) => (await makeProduct(shop, { stocks: [onHand] })).variantIds[0]!;

describe('adjustStock', () => {
  it('adds and takes units, and says in the ledger why and by whom', async () => {
    const variantId = await someVariant();
    const answer = await adjust({ variantId, delta: 5 });
    expect(answer).toMatchObject({ __typename: 'StockSuccess', variant: { id: variantId, available: 15 } });
    expect(answer.movement).toMatchObject({
      kind: 'ADJUSTMENT',
      onHandDelta: 5,
      reservedDelta: 0,
      reason: 'Found behind the shelf',
      orderId: null,
      actor: { id: staff.userId },
    });
    expect((await adjust({ variantId, delta: -15 })).variant.available).toBe(0);
  });

  it('never takes what is held for orders', async () => {
    const variantId = await someVariant(10);
    await reserve(shop, newId(), [[variantId, 7]]);
    expect(await adjust({ variantId, delta: -4 })).toMatchObject({
      __typename: 'InsufficientStockError',
      available: 3,
    });
    expect((await adjust({ variantId, delta: -3 })).__typename).toBe('StockSuccess');
    expect(await levelOf(shop, variantId)).toEqual({ onHand: 7, reserved: 7 });
  });

  it('moves once per key, and gives the first answer again', async () => {
    const variantId = await someVariant();
    const idempotencyKey = newId();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => adjust({ variantId, delta: 1, idempotencyKey })),
    );
    expect(new Set(answers.map(({ movement }) => movement.id)).size).toBe(1);
    expect(await levelOf(shop, variantId)).toEqual({ onHand: 11, reserved: 0 });
    expect((await adjust({ variantId, delta: 2, idempotencyKey })).__typename).toBe('IdempotencyConflictError');
    expect((await adjust({ variantId: await someVariant(), delta: 1, idempotencyKey })).__typename).toBe(
      'IdempotencyConflictError',
    );
    expect((await levelOf(shop, variantId)).onHand).toBe(11);
  });

  it('keeps counters and ledger in step while orders come and go', async () => {
    const variantId = await someVariant(30);
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        if (index % 3 === 0) return adjust({ variantId, delta: index % 2 ? 2 : -2 });
        const orderId = newId();
        const answer = await reserve(shop, orderId, [[variantId, 2]]);
        if (answer.__typename === 'ReserveStockSuccess')
          await end(shop, index % 2 ? 'commitStock' : 'releaseStock', orderId);
        return answer;
      }),
    );
    const { reserved } = await levelOf(shop, variantId);
    expect(reserved).toBe(0);
  });

  it.each([
    [{ delta: 0 }, ['input', 'delta']],
    [{ delta: 1_000_001 }, ['input', 'delta']],
    [{ delta: -1_000_001 }, ['input', 'delta']],
    [{ delta: 1, reason: '  ' }, ['input', 'reason']],
    [{ delta: 1, reason: 'x'.repeat(501) }, ['input', 'reason']],
    [{ delta: 1, reason: 'a\u0000b' }, ['input', 'reason']],
    [{ delta: 1, idempotencyKey: '' }, ['input', 'idempotencyKey']],
    [{ delta: 1, idempotencyKey: 'x'.repeat(129) }, ['input', 'idempotencyKey']],
  ])('refuses %j and writes nothing', async (input, field) => {
    const variantId = await someVariant();
    expect(await adjust({ variantId, ...input })).toMatchObject({ __typename: 'InvalidInputError', field });
    expect(await levelOf(shop, variantId)).toEqual({ onHand: 10, reserved: 0 });
  });

  it('does not know variants that are not there', async () => {
    for (const variantId of [newId(), 'no id'])
      expect((await adjust({ variantId, delta: 1 })).__typename).toBe('NotFoundError');
  });

  it('stops before a shelf overflows', async () => {
    const variantId = await someVariant(1_000_000);
    await shop.database.db.execute(
      sql`update stock_level set on_hand = 1000000000 where variant_id = unhex(${variantId.replaceAll('-', '')})`,
    );
    expect((await adjust({ variantId, delta: 1 })).__typename).toBe('InvalidInputError');
    await shop.database.db.execute(
      sql`update stock_level set on_hand = 1000000 where variant_id = unhex(${variantId.replaceAll('-', '')})`,
    );
  });

  it('notes in the audit log what staff were refused', async () => {
    const variantId = await someVariant(2);
    expect((await adjust({ variantId, delta: -3, reason: 'counted' })).__typename).toBe('InsufficientStockError');
    const [rows] = await shop.database.db.execute(
      sql`select action, details from audit_log where subject_id = unhex(${variantId.replaceAll('-', '')})`,
    );
    expect(
      (rows as unknown as { action: string; details: string }[]).map(({ action, details }) => [
        action,
        JSON.parse(details),
      ]),
    ).toEqual([['adjustStock', { refused: 'insufficient', reason: 'counted' }]]);
  });

  it('is for staff, and every change is in the audit log', async () => {
    const variantId = await someVariant();
    const { errors } = await ask(
      shop.subgraph.client,
      signedIn(),
      'mutation ($v: ID!) { adjustStock(input: { variantId: $v, delta: 1, reason: "x", idempotencyKey: "x" }) { __typename } }',
      { v: variantId },
    );
    expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    await adjust({ variantId, delta: 3 });
    const [rows] = await shop.database.db.execute(
      sql`select action, details, hex(actor_id) as actor from audit_log where subject_id = unhex(${variantId.replaceAll('-', '')})`,
    );
    expect(rows).toEqual([
      {
        action: 'adjustStock',
        details: JSON.stringify({ from: 10, to: 13, reason: 'Found behind the shelf' }),
        actor: staff.userId.replaceAll('-', '').toUpperCase(),
      },
    ]);
  });
});

describe('setStock', () => {
  it('sets what was counted and books the difference', async () => {
    const variantId = await someVariant(10);
    expect(await set({ variantId, onHand: 4 })).toMatchObject({
      __typename: 'StockSuccess',
      movement: { kind: 'ADJUSTMENT', onHandDelta: -6 },
    });
    expect(await levelOf(shop, variantId)).toEqual({ onHand: 4, reserved: 0 });
  });

  it('books nothing when the count equals the stock', async () => {
    const variantId = await someVariant(10);
    expect(await set({ variantId, onHand: 10 })).toMatchObject({ __typename: 'StockSuccess', movement: null });
  });

  it('refuses a count below what is held, with what can be taken', async () => {
    const variantId = await someVariant(10);
    await reserve(shop, newId(), [[variantId, 6]]);
    expect(await set({ variantId, onHand: 5 })).toMatchObject({ __typename: 'InsufficientStockError', available: 4 });
  });

  it('ends at one of the counts when several come at once', async () => {
    const variantId = await someVariant(100);
    const counts = Array.from({ length: 12 }, (_, index) => 200 + 10 * index);
    await Promise.all(counts.map((onHand) => set({ variantId, onHand })));
    expect(counts).toContain((await levelOf(shop, variantId)).onHand);
  });

  it('keeps every concurrent sale', async () => {
    const variantId = await someVariant(100);
    const orders = Array.from({ length: 20 }, () => newId());
    await Promise.all([
      ...orders.map(async (orderId) => {
        await reserve(shop, orderId, [[variantId, 1]]);
        await end(shop, 'commitStock', orderId);
      }),
      set({ variantId, onHand: 500 }),
    ]);
    const { onHand } = await levelOf(shop, variantId);
    expect(onHand).toBeGreaterThanOrEqual(480);
    expect(onHand).toBeLessThanOrEqual(500);
  });

  it.each([-1, 1_000_001])('refuses a count of %d', async (onHand) => {
    expect(await set({ variantId: await someVariant(), onHand })).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'onHand'],
    });
  });
});

describe('lowStock', () => {
  it('lists variants on sale by what is left, page by page', async () => {
    const { variantIds } = await makeProduct(shop, { stocks: [3, 0, 2, 900, 1] });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data, errors }: { data: any; errors: readonly unknown[] } = await shop.asStaff(
        'query ($after: String) { lowStock(threshold: 3, first: 2, after: $after) { totalCount edges { node { id available } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      expect(errors).toEqual([]);
      seen.push(...data.lowStock.edges.map(({ node }: { node: { id: string } }) => node.id));
      after = data.lowStock.pageInfo.hasNextPage ? data.lowStock.pageInfo.endCursor : null;
    } while (after !== null);
    const ours = seen.filter((id) => variantIds.includes(id));
    expect(ours).toEqual([variantIds[1], variantIds[4], variantIds[2], variantIds[0]]);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
