import { encodeCursor } from '@storegraph/subgraph-kit/graphql/pagination';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { anonymous, service, signedIn } from '@storegraph/testkit/viewers';
import { findOwnOrders } from '../src/db/order-store.ts';
import { customer, openShop, ORDER, staff, type Shop } from './shop.ts';

const LIST = /* GraphQL */ `
  ${ORDER}
  query ($filter: OrderFilter, $sort: OrderSort, $first: Int, $after: String) {
    orders(filter: $filter, sort: $sort, first: $first, after: $after) {
      edges {
        cursor
        node {
          ...OrderParts
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        endCursor
      }
      totalCount
    }
  }
`;

describe('reading orders', () => {
  let shop: Shop;
  const clerk = staff();
  const buyers = Array.from({ length: 5 }, customer);
  const ids: string[] = [];

  beforeAll(async () => {
    shop = await openShop();
    const variants = [shop.inventory.stock(1000), shop.inventory.stock(1000)];
    for (let number = 0; number < 60; number++) {
      const { order } = await shop.place(
        buyers[number % 5]!,
        variants.map((variantId) => ({ variantId, quantity: 1 })),
      );
      ids.push(order.id);
    }
    for (const id of ids.slice(0, 10)) await shop.pay(id);
    await shop.act(clerk, 'confirmOrder', { orderId: ids[0], idempotencyKey: newId() });
    await shop.act(clerk, 'shipOrder', { orderId: ids[0], carrier: 'DHL', idempotencyKey: newId() });
  });
  afterAll(() => shop.close());

  const list = async (variables: Record<string, unknown>) => {
    const { data, errors } = await shop.ask(clerk, LIST, variables);
    expect(errors).toEqual([]);
    return data.orders;
  };
  const idsOf = (connection: any): string[] => connection.edges.map((edge: any) => edge.node.id);
  const walk = async (variables: Record<string, unknown>): Promise<string[]> => {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page: any = await list({ ...variables, first: 7, after });
      seen.push(...idsOf(page));
      if (!page.pageInfo.hasNextPage) return seen;
      after = page.pageInfo.endCursor;
    }
  };
  const byTime = (first: string, second: string) => (first < second ? -1 : 1);

  it('walks all orders by cursor, newest or oldest first, each once, also those of one moment', async () => {
    await shop.database.db.execute(
      'update orders set placed_at = (select at from (select min(placed_at) as at from orders) first) where sequence <= 20',
    );
    const oldest = await walk({ sort: 'PLACED_AT_ASC' });
    expect(oldest.toSorted(byTime)).toEqual(ids.toSorted(byTime));
    expect(await walk({ sort: 'PLACED_AT_DESC' })).toEqual(oldest.toReversed());
    expect(await walk({})).toEqual(oldest.toReversed());
  });

  it('narrows by every condition, and counts the same', async () => {
    const cases: [Record<string, unknown>, number][] = [
      [{ status: ['PAID'] }, 9],
      [{ status: ['PAID', 'CONFIRMED'] }, 10],
      [{ status: [] }, 0],
      [{ userId: buyers[0]!.userId }, 12],
      [{ userId: buyers[0]!.userId, status: ['PENDING_PAYMENT'] }, 10],
      [{ userId: 'no id' }, 0],
      [{ number: 'sg-100001 ' }, 1],
      [{ number: 'SG-000001' }, 0],
      [{ number: 'SG-1%' }, 0],
      [{ placedAfter: '2999-01-01T00:00:00.000Z' }, 0],
      [{ placedBefore: '2999-01-01T00:00:00.000Z', placedAfter: '2000-01-01T00:00:00.000Z' }, 60],
    ];
    for (const [filter, count] of cases) {
      const connection = await list({ filter, first: 100 });
      expect([filter, connection.edges.length, connection.totalCount]).toEqual([filter, count, count]);
    }
  });

  it.each([
    ['0', { first: 0 }],
    ['101', { first: 101 }],
    ['-1', { first: -1 }],
    ['a cursor that is none', { after: 'x' }],
    [
      'a cursor of another sort',
      { after: encodeCursor('PLACED_AT_ASC', [new Date(0), '018f0000-0000-7000-8000-000000000000']) },
    ],
  ])('refuses %s', async (_, variables) => {
    const { errors } = await shop.ask(clerk, LIST, variables);
    expect(errors[0]!.extensions!['code']).toBe('BAD_USER_INPUT');
  });

  it('takes as many statements for 50 orders with lines, timeline, parcel and buyer as for 5', async () => {
    const count = async (first: number): Promise<number> => {
      shop.statements.length = 0;
      expect((await list({ first, sort: 'PLACED_AT_ASC' })).edges).toHaveLength(first);
      return shop.statements.filter((statement) => !/outbox|order_saga|idempotency/.test(statement)).length;
    };
    const few = await count(5);
    expect(await count(50)).toBe(few);
    expect(few).toBe(5);
  });

  it('counts only when asked', async () => {
    shop.statements.length = 0;
    await shop.ask(clerk, '{ orders { edges { node { id } } } }');
    expect(shop.statements.filter((statement) => /count\(/.test(statement))).toEqual([]);
  });

  it("gives each of those who ask at once their own, and nobody somebody else's", async () => {
    const [ofFirst, ofSecond] = ids;
    const [first, second] = buyers.map(({ userId }) => userId);
    const found = await findOwnOrders(shop.database.db, [
      { orderId: ofSecond!, userId: second! },
      { orderId: ofSecond!, userId: first! },
      { orderId: newId(), userId: first! },
      { orderId: ofFirst!, userId: first! },
    ]);
    expect(found.map((order) => order?.id ?? null)).toEqual([ofSecond, null, null, ofFirst]);
  });

  it('is for staff', async () => {
    for (const [viewer, code] of [
      [anonymous, 'UNAUTHENTICATED'],
      [buyers[0]!, 'FORBIDDEN'],
    ] as const)
      expect((await shop.ask(viewer, '{ orders { totalCount } }')).errors[0]!.extensions!['code']).toBe(code);
  });

  describe('one order', () => {
    it('is found by id or number, by its buyer and by staff, and missing for everybody else', async () => {
      const id = ids[0]!;
      const { number } = await shop.order(clerk, id);
      const find = (viewer: Viewer, args: string) => shop.ask(viewer, `{ order(${args}) { id } }`);
      for (const args of [
        `id: "${id}"`,
        `id: "${id.toUpperCase()}"`,
        `number: "${number}"`,
        `number: "${number.toLowerCase()}"`,
      ]) {
        for (const viewer of [buyers[0]!, clerk, service])
          expect((await find(viewer, args)).data.order).toEqual({ id });
        for (const viewer of [buyers[1]!, signedIn({ isGuest: true })])
          expect(await find(viewer, args)).toMatchObject({ data: { order: null }, errors: [] });
        expect((await find(anonymous, args)).errors[0]!.extensions!['code']).toBe('UNAUTHENTICATED');
      }
      for (const args of ['id: "x"', 'number: "x"', `id: "${newId()}"`])
        expect((await find(clerk, args)).data.order).toBeNull();
    });

    it('is asked for by id or number, not both or neither', async () => {
      for (const query of ['{ order { id } }', `{ order(id: "${ids[0]}", number: "SG-100001") { id } }`])
        expect((await shop.ask(clerk, query)).errors[0]!.extensions!['code']).toBe('BAD_USER_INPUT');
    });

    it("tells the database's clock", async () => {
      const order = await shop.order(clerk, ids[0]!);
      expect(Math.abs(new Date(order.serverTime).getTime() - Date.now())).toBeLessThan(2000);
    });
  });

  describe('entities', () => {
    const entities = (viewer: Viewer, typename: string, selection: string, some: readonly string[]) =>
      shop.ask(
        viewer,
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`,
        { of: some.map((id) => ({ __typename: typename, id })) },
      );

    it('answers an order to its buyer, to staff and to services, and null to others', async () => {
      const id = ids[0]!;
      for (const viewer of [buyers[0]!, clerk, service])
        expect((await entities(viewer, 'Order', 'id status', [id])).data._entities).toEqual([
          { id, status: 'CONFIRMED' },
        ]);
      for (const viewer of [buyers[1]!, anonymous])
        expect((await entities(viewer, 'Order', 'id status', [id, 'x', newId()])).data._entities).toEqual([
          null,
          null,
          null,
        ]);
    });

    it('lists the orders of many users in a fixed number of statements, each user their own page', async () => {
      const selection =
        'id orders(first: 5, filter: { status: [PENDING_PAYMENT], userId: "ignored" }) { totalCount pageInfo { hasNextPage } edges { node { id lines { sku } timeline { kind } } } }';
      const count = async (some: readonly string[]) => {
        shop.statements.length = 0;
        const { data, errors } = await entities(clerk, 'User', selection, some);
        expect(errors).toEqual([]);
        for (const user of data._entities) {
          expect(user.orders).toMatchObject({ totalCount: 10, pageInfo: { hasNextPage: true } });
          const own = ids.filter((_, index) => buyers[index % 5]!.userId === user.id && index >= 10);
          for (const edge of user.orders.edges) expect(own).toContain(edge.node.id);
          expect(user.orders.edges).toHaveLength(5);
        }
        return shop.statements.filter((statement) => !/outbox|order_saga/.test(statement)).length;
      };
      const users = buyers.map((buyer) => buyer.userId);
      expect(await count(users)).toBe(await count(users.slice(0, 1)));
    });

    it('walks the orders of one user by cursor', async () => {
      const buyer = buyers[2]!;
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const { data } = await shop.ask(
          buyer,
          'query ($id: ID!, $after: String) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { orders(first: 5, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } } }',
          { id: buyer.userId, after },
        );
        const { orders } = data._entities[0];
        seen.push(...idsOf(orders));
        if (!orders.pageInfo.hasNextPage) break;
        after = orders.pageInfo.endCursor;
      }
      expect(seen.toSorted(byTime)).toEqual(ids.filter((_, index) => index % 5 === 2).toSorted(byTime));
    });

    it('shows orders of a user to nobody else', async () => {
      const { errors } = await entities(buyers[1]!, 'User', 'orders { totalCount }', [buyers[0]!.userId]);
      expect(errors[0]!.extensions!['code']).toBe('FORBIDDEN');
    });
  });

  it('uses an index for every list', async () => {
    const explain = async (query: string): Promise<any> =>
      ((await shop.database.db.execute(`explain ${query}`)) as unknown as [any[]])[0][0];
    const after = "(placed_at < '2999-01-01' or (placed_at = '2999-01-01' and id < x'00'))";
    expect(await explain('select id from orders order by placed_at desc, id desc limit 21')).toMatchObject({
      key: 'orders_by_time',
    });
    expect(
      await explain(`select id from orders where ${after} order by placed_at desc, id desc limit 21`),
    ).toMatchObject({ key: 'orders_by_time' });
    expect(
      await explain(`select id from orders where status = 'PAID' and ${after} order by placed_at, id limit 21`),
    ).toMatchObject({ key: 'orders_by_status' });
    expect(
      await explain(
        `select id from orders where user_id = x'00' and ${after} order by placed_at desc, id desc limit 21`,
      ),
    ).toMatchObject({ key: 'orders_by_user' });
    expect(
      await explain(
        'select order_id from order_saga where next_run_at <= utc_timestamp(3) order by next_run_at limit 20',
      ),
    ).toMatchObject({ key: 'order_saga_due' });
    expect(
      await explain("select * from order_event where order_id in (x'00', x'01') order by order_id, at, id"),
    ).toMatchObject({ possible_keys: expect.stringContaining('order_event_by_order') });
  });
});
