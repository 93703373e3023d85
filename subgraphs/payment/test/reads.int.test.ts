import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { anonymous, service, signedIn } from '@storegraph/testkit/viewers';
import { bytes, openDesk, type Desk } from './payment-desk.ts';

const staff = signedIn({ role: 'STAFF' });
const PAGE = `query ($filter: PaymentFilter, $sort: PaymentSort, $first: Int, $after: String) {
  payments(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id status } }
  }
}`;
const ENTITIES =
  'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Order { id payment { id } payments { id status } } ... on Payment { id status } } }';
const USERS = `query ($of: [_Any!]!, $filter: PaymentFilter, $sort: PaymentSort, $after: String) {
  _entities(representations: $of) { ... on User { id payments(first: 2, filter: $filter, sort: $sort, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id status order { id payment { id } } } } } } }
}`;

describe('reading payments', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.stop());
  beforeEach(async () => {
    for (const table of ['charge', 'payment', 'payable', 'outbox', 'idempotency', 'ledger_entry'])
      await desk.rows(sql.raw(`delete from ${table}`));
  });

  const page = async (variables: Record<string, unknown> = {}) => {
    const { data, errors } = await desk.ask(staff, PAGE, variables);
    expect(errors).toEqual([]);
    return data.payments;
  };
  const idsOf = (connection: any): string[] => connection.edges.map(({ node }: any) => node.id);
  const reads = () => desk.statements.filter((statement) => !/outbox|idempotency|for update/i.test(statement)).length;

  /** Runs `look` while an attempt is over and no sweeper can mark it, because its row is locked. */
  const whileUnswept = async (paymentId: string, look: () => Promise<void>) => {
    await desk.test.database.transaction(async (tx) => {
      await tx.execute(sql`select 1 from payment where id = ${bytes(paymentId)} for update`);
      await look();
    });
  };

  it('shows EXPIRED, in the answer and in every filter, before a sweeper has marked it', async () => {
    const inTime = await desk.begin();
    // The hold ends so soon that the sweeper cannot come first.
    const over = await desk.begin({ holdExpiresAt: new Date(Date.now() + 2_000).toISOString() });
    await whileUnswept(over.paymentId, async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      expect(await desk.rows(sql`select status from payment where id = ${bytes(over.paymentId)}`)).toEqual([
        { status: 'PENDING' },
      ]);
      const one = await desk.ask(
        signedIn({ userId: over.userId }),
        'query ($id: ID!) { payment(id: $id) { status expiresAt serverTime } }',
        { id: over.paymentId },
      );
      expect(one.data.payment.status).toBe('EXPIRED');
      expect(one.data.payment.serverTime >= one.data.payment.expiresAt).toBe(true);
      for (const [status, ids] of [
        [['EXPIRED'], [over.paymentId]],
        [['PENDING'], [inTime.paymentId]],
        [
          ['PENDING', 'EXPIRED'],
          [over.paymentId, inTime.paymentId],
        ],
        [['CAPTURED', 'CANCELLED'], []],
        [[], []],
      ] as const) {
        const { totalCount, ...found } = await page({ filter: { status } });
        expect(idsOf(found)).toEqual(ids);
        expect(totalCount).toBe(ids.length);
      }
    });
  });

  it.each(['STARTED_AT_DESC', 'STARTED_AT_ASC'])('pages through all in order %s, each once', async (sort) => {
    const attempts = await Promise.all(Array.from({ length: 23 }, () => desk.begin()));
    // Equal moments: the id must decide.
    await desk.rows(sql`update payment set started_at = '2026-01-01 00:00:00.000' where rand() < 0.5`);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const found: any = await page({ sort, first: 5, after });
      expect(found.totalCount).toBe(23);
      expect(found.pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...idsOf(found));
      after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(23);
    expect(new Set(seen)).toEqual(new Set(attempts.map(({ paymentId }) => paymentId)));
    const direction = sql.raw(sort === 'STARTED_AT_ASC' ? 'asc' : 'desc');
    const inOrder = await desk.rows(
      sql`select lower(hex(id)) as id from payment order by started_at ${direction}, id ${direction}`,
    );
    expect(seen.map((id) => id.replaceAll('-', ''))).toEqual(inOrder.map(({ id }) => id));
  });

  it('filters by user and order, and finds nothing for what is no id', async () => {
    const [one, other] = [await desk.begin(), await desk.begin()];
    expect(idsOf(await page({ filter: { userId: one.userId } }))).toEqual([one.paymentId]);
    expect(idsOf(await page({ filter: { orderId: other.orderId } }))).toEqual([other.paymentId]);
    expect(idsOf(await page({ filter: { userId: one.userId, orderId: other.orderId } }))).toEqual([]);
    expect(await page({ filter: { orderId: '%' } })).toMatchObject({ totalCount: 0, edges: [] });
  });

  it('refuses pages and cursors that make no sense', async () => {
    await desk.begin();
    const { endCursor } = (await page({ sort: 'STARTED_AT_ASC' })).pageInfo;
    for (const variables of [
      { first: 0 },
      { first: 101 },
      { first: -1 },
      { after: 'x' },
      { after: '' },
      { after: endCursor, sort: 'STARTED_AT_DESC' },
    ]) {
      const { errors } = await desk.ask(staff, PAGE, variables);
      expect(errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    }
  });

  it('shows an order the attempt that counts and all attempts, oldest first', async () => {
    const { paymentId, ...payable } = await desk.begin();
    await desk.cancel(payable.userId, paymentId);
    const { payment: second } = await desk.start(payable);
    const look = async () =>
      (
        await desk.ask(signedIn({ userId: payable.userId }), ENTITIES, {
          of: [{ __typename: 'Order', id: payable.orderId }],
        })
      ).data._entities[0];
    expect(await look()).toMatchObject({
      payment: { id: second.id },
      payments: [
        { id: paymentId, status: 'CANCELLED' },
        { id: second.id, status: 'PENDING' },
      ],
    });
    await desk.confirm(payable.userId, second.id);
    expect(await look()).toMatchObject({
      payment: { id: second.id },
      payments: [{ id: paymentId }, { id: second.id, status: 'CAPTURED' }],
    });
  });

  it('shows buyers their own payments only, and staff and services all', async () => {
    const [mine, theirs] = [await desk.begin(), await desk.begin()];
    const me = signedIn({ userId: mine.userId });
    const of = [mine, theirs].flatMap(({ orderId, paymentId }) => [
      { __typename: 'Order', id: orderId },
      { __typename: 'Payment', id: paymentId },
    ]);
    const { data, errors } = await desk.ask(me, ENTITIES, { of });
    expect(errors).toEqual([]);
    expect(data._entities[0].payments).toHaveLength(1);
    expect(data._entities[1].id).toBe(mine.paymentId);
    expect(data._entities[2]).toMatchObject({ payment: null, payments: [] });
    expect(data._entities[3]).toBeNull();
    for (const viewer of [staff, service])
      expect((await desk.ask(viewer, ENTITIES, { of })).data._entities[3].id).toBe(theirs.paymentId);

    const byId = 'query ($id: ID!) { payment(id: $id) { id } }';
    expect((await desk.ask(me, byId, { id: theirs.paymentId })).data).toEqual({ payment: null });
    expect((await desk.ask(me, byId, { id: 'nonsense' })).data).toEqual({ payment: null });
    expect((await desk.ask(me, byId, { id: mine.paymentId.toUpperCase() })).data.payment.id).toBe(mine.paymentId);
    expect((await desk.ask(me, PAGE)).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(
      (await desk.ask(me, USERS, { of: [{ __typename: 'User', id: theirs.userId }] })).errors[0]?.extensions?.['code'],
    ).toBe('FORBIDDEN');
    for (const query of [byId, PAGE])
      expect((await desk.ask(anonymous, query, { id: mine.paymentId })).errors[0]?.extensions?.['code']).toBe(
        'UNAUTHENTICATED',
      );
    expect(JSON.stringify((await desk.ask(anonymous, ENTITIES, { of })).data)).not.toContain(mine.paymentId);
  });

  it('gives each of several users a page of their own', async () => {
    const userIds = [newId(), newId(), newId()];
    for (const [index, userId] of userIds.entries())
      for (let count = 0; count < 2 * index; count++) await desk.begin({ userId });
    const look = async (variables = {}) => {
      const { data, errors } = await desk.ask(staff, USERS, {
        of: userIds.map((id) => ({ __typename: 'User', id })),
        ...variables,
      });
      expect(errors).toEqual([]);
      return data._entities.map(({ payments }: any) => payments);
    };
    const pages = await look();
    expect(pages.map(({ totalCount }: any) => totalCount)).toEqual([0, 2, 4]);
    expect(pages.map((each: any) => idsOf(each).length)).toEqual([0, 2, 2]);
    expect(pages.map(({ pageInfo }: any) => pageInfo.hasNextPage)).toEqual([false, false, true]);
    // The page behind the third user's first: two older ones; a filter for another user changes nothing.
    const next = await look({ after: pages[2].pageInfo.endCursor, filter: { userId: newId() } });
    expect(idsOf(next[2])).toHaveLength(2);
    expect(idsOf(next[2]).some((id) => idsOf(pages[2]).includes(id))).toBe(false);
    const oldest = await look({ sort: 'STARTED_AT_ASC', filter: { status: ['PENDING'] } });
    expect(idsOf(oldest[2])).toEqual(idsOf(next[2]).toReversed());
  });

  it('reads a page of any size, and any number of users or orders, with as many statements', async () => {
    const attempts = await Promise.all(Array.from({ length: 40 }, () => desk.begin()));
    const nested =
      'query ($first: Int) { payments(first: $first) { totalCount edges { node { id buyer { id payments(first: 3) { totalCount edges { node { id } } } } order { id payment { id } payments { id } } } } } }';
    const countOf = async (query: string, variables: Record<string, unknown>) => {
      desk.statements.length = 0;
      expect((await desk.ask(staff, query, variables)).errors).toEqual([]);
      return reads();
    };
    const of = (count: number) => attempts.slice(0, count).map(({ userId }) => ({ __typename: 'User', id: userId }));
    expect([await countOf(nested, { first: 4 }), await countOf(nested, { first: 40 })]).toEqual([5, 5]);
    expect([await countOf(USERS, { of: of(4) }), await countOf(USERS, { of: of(40) })]).toEqual([3, 3]);
  });

  it('walks an index to each page, for each filter', async () => {
    const explain = async (query: string) => (await desk.rows(sql.raw(`explain ${query}`)))[0];
    const after = "started_at <= '2026-03-01 00:00:00' and (started_at < '2026-03-01 00:00:00' or id < x'00')";
    const page = 'order by started_at desc, id desc limit 21';
    expect(await explain(`select id from payment ${page}`)).toMatchObject({ key: 'payment_by_start' });
    expect(await explain(`select id from payment where ${after} ${page}`)).toMatchObject({ key: 'payment_by_start' });
    expect(await explain(`select id from payment where status = 'CAPTURED' and ${after} ${page}`)).toMatchObject({
      key: 'payment_by_status',
    });
    expect(await explain(`select id from payment where user_id = x'00' and ${after} ${page}`)).toMatchObject({
      key: 'payment_by_user',
    });
    expect(await explain(`select id from payment where order_id = x'00' and ${after} ${page}`)).toMatchObject({
      key: 'payment_by_order',
    });
    expect(
      await explain(
        'select payment_id from charge where next_run_at <= utc_timestamp(3) order by next_run_at limit 20',
      ),
    ).toMatchObject({ key: 'charge_due' });
    expect(
      await explain('select id from refund where next_run_at <= utc_timestamp(3) order by next_run_at limit 20'),
    ).toMatchObject({ key: 'refund_due' });
  });

  it('counts only when asked', async () => {
    desk.statements.length = 0;
    await desk.ask(staff, '{ payments { edges { node { id } } } }');
    expect(reads()).toBe(1);
  });
});
