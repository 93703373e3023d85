import { newId } from '@storegraph/subgraph-kit/id';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listSagas } from '../src/db/saga-list-store.ts';
import { customer, migrations, openShop, staff, type Shop } from './shop.ts';

const SAGA = /* GraphQL */ `
  fragment SagaParts on Saga {
    id
    order {
      id
      status
    }
    state
    waitsFor
    canRetry
    isOverdue
    attempts
    lastError
    nextRunAt
    createdAt
    updatedAt
  }
`;

let shop: Shop;
const clerk = staff();
const log = createLogger('order', 'silent');
const [warned, alarmed] = [vi.spyOn(log, 'warn'), vi.spyOn(log, 'error')];
beforeAll(async () => {
  shop = await openShop({ instances: 2, log });
});
afterAll(() => shop.close());

const list = async (filter: Record<string, unknown>, page: { first?: number; after?: string } = {}): Promise<any> => {
  const { data, errors } = await shop.ask(
    clerk,
    `${SAGA} query ($filter: SagaFilter, $first: Int, $after: String) {
      sagas(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ...SagaParts } } } }`,
    { filter, ...page },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.sagas;
};
const nodesOf = async (filter: Record<string, unknown>): Promise<any[]> =>
  (await list(filter, { first: 100 })).edges.map((edge: any) => edge.node);
const sagaOf = async (orderId: string): Promise<any> => (await nodesOf({ orderId }))[0];
const retry = async (orderId: string, idempotencyKey = newId()): Promise<any> => {
  const { data, errors } = await shop.ask(
    clerk,
    `${SAGA} mutation ($input: RetrySagaInput!) { retrySaga(input: $input) {
      __typename ... on RetrySagaSuccess { saga { ...SagaParts } } ... on SagaStateError { saga { ...SagaParts } } ... on UserError { message field } } }`,
    { input: { orderId, idempotencyKey } },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.retrySaga;
};
/**
 * An order whose stock cannot be taken out, as the inventory was away when it was confirmed. It is not tried again by
 * itself.
 */
const stuck = async (): Promise<string> => {
  const { id } = await shop.placed();
  await shop.pay(id);
  shop.inventory.faults.isDown = true;
  await shop.act(clerk, 'confirmOrder', { orderId: id, idempotencyKey: newId() });
  await shop.database.db.execute(
    `update order_saga set next_run_at = utc_timestamp(3) + interval 1 hour where order_id = unhex('${id.replaceAll('-', '')}')`,
  );
  shop.inventory.faults.isDown = false;
  return id;
};

describe('the list of sagas', () => {
  it('tells of each where it stands, and what it waits for', async () => {
    const { id } = await shop.placed();
    expect(await sagaOf(id)).toMatchObject({
      id,
      order: { id, status: 'PENDING_PAYMENT' },
      state: 'AWAITING_PAYMENT',
      waitsFor: 'PAYMENT',
      canRetry: false,
      isOverdue: false,
      attempts: 0,
      lastError: null,
    });
    await shop.pay(id);
    expect(await sagaOf(id)).toMatchObject({
      order: { status: 'PAID' },
      state: 'AWAITING_CONFIRMATION',
      waitsFor: 'STAFF',
      nextRunAt: null,
    });
    await shop.act(clerk, 'confirmOrder', { orderId: id, idempotencyKey: newId() });
    expect(await sagaOf(id)).toMatchObject({ state: 'DONE', waitsFor: 'NOTHING', canRetry: false });
  });

  it('knows a request that has no order yet, or never will', async () => {
    shop.inventory.faults.isDown = true;
    const variantId = shop.inventory.stock(1);
    expect((await shop.place(customer(), [{ variantId, quantity: 2 }])).__typename).toBe('ServiceUnavailableError');
    const [waiting] = await nodesOf({ states: ['RESERVING_STOCK'] });
    expect(waiting).toMatchObject({
      order: null,
      waitsFor: 'COMMAND',
      canRetry: true,
      isOverdue: true,
      attempts: 1,
      lastError: 'The other subgraph does not answer',
    });
    shop.inventory.faults.isDown = false;
    expect(await retry(waiting.id)).toMatchObject({
      __typename: 'RetrySagaSuccess',
      saga: { order: null, state: 'REJECTED', waitsFor: 'NOTHING', isOverdue: false },
    });
  });

  it('narrows by state, order and whether it needs a look', async () => {
    const id = await stuck();
    const { id: wellId } = await shop.placed();
    const idsOf = async (filter: Record<string, unknown>): Promise<string[]> =>
      (await nodesOf(filter)).map((saga) => saga.id);
    expect(await idsOf({ isOverdue: true })).toContain(id);
    expect(await idsOf({ isOverdue: true })).not.toContain(wellId);
    expect(await idsOf({ isOverdue: false })).toContain(wellId);
    expect(await idsOf({ isOverdue: false })).not.toContain(id);
    expect(await idsOf({ states: ['COMMITTING_STOCK'], isOverdue: true })).toEqual([id]);
    expect(await idsOf({ states: ['DONE'], orderId: id })).toEqual([]);
    expect([await idsOf({ states: [] }), await idsOf({ orderId: 'no id' })]).toEqual([[], []]);
    await retry(id);
  });

  it.each([[{}], [{ states: ['AWAITING_PAYMENT', 'DONE'] }], [{ isOverdue: true }]])(
    'pages through %j without missing or repeating one',
    async (filter) => {
      await Promise.all(Array.from({ length: 4 }, () => shop.placed()));
      if ('isOverdue' in filter) for (let n = 0; n < 3; n++) await stuck();
      const whole = (await nodesOf(filter)).map((saga) => saga.id);
      const paged: string[] = [];
      for (let after: string | null = null; ;) {
        const page = await list(filter, { first: 2, ...(after && { after }) });
        expect(page.totalCount).toBe(whole.length);
        paged.push(...page.edges.map((edge: any) => edge.node.id));
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(paged).toEqual(whole);
      expect(whole.length).toBeGreaterThan(2);
      if ('isOverdue' in filter) for (const id of whole) await retry(id);
      else expect(whole).toEqual(whole.toSorted((a, b) => (a < b ? 1 : -1)));
    },
  );

  it('loads the orders of a page in one statement, and refuses a cursor of another list', async () => {
    const { edges } = await list({}, { first: 3 });
    await list({}, { first: 3 });
    shop.statements.length = 0;
    await list({}, { first: 3 });
    const few = shop.statements.length;
    shop.statements.length = 0;
    await list({}, { first: 12 });
    expect(shop.statements.filter((statement) => statement.includes('`orders`')).length).toBeLessThanOrEqual(few);
    await expect(list({ isOverdue: true }, { after: edges[0].cursor })).rejects.toThrow('BAD_USER_INPUT');
  });
});

describe('the sagas of a shop that no worker tends', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase(migrations);
    const digits =
      '(select 0 d union select 1 union select 2 union select 3 union select 4 union select 5 union select 6 union select 7 union select 8 union select 9)';
    await test.database.db.execute(
      `insert into order_saga (order_id, state, request) select random_bytes(16), 'DONE', '{}' from ${digits} a, ${digits} b, ${digits} c, ${digits} d`,
    );
  });
  afterAll(() => test.close());

  const insert = async (nextRun: string, attempts: number): Promise<string> => {
    const orderId = newId();
    await test.database.db.execute(
      `insert into order_saga (order_id, state, request, next_run_at, attempts) values (unhex('${orderId.replaceAll('-', '')}'), 'REFUNDING', '{}', utc_timestamp(3) + interval ${nextRun} second, ${attempts})`,
    );
    return orderId;
  };

  it('need a look when they are due for more than a minute or a try has failed, the one due longest first', async () => {
    const late = await insert('-65', 0);
    const later = await insert('-300', 0);
    const failed = await insert('20', 1);
    const well = [await insert('-50', 0), await insert('20', 0)];
    const { items } = await listSagas(test.database.db, {
      filter: { isOverdue: true },
      page: { first: 10, position: null, order: 'DUE' },
    });
    expect(items.map(({ orderId }) => orderId)).toEqual([later, late, failed]);
    const others = await listSagas(test.database.db, {
      filter: { isOverdue: false, states: ['REFUNDING'] },
      page: { first: 10, position: null, order: 'NEWEST' },
    });
    expect(new Set(others.items.map(({ orderId }) => orderId))).toEqual(new Set(well));
  });

  it('are read by an index, however many are over', async () => {
    await test.database.db.execute('analyze table order_saga');
    const explain = async (query: string): Promise<any> =>
      ((await test.database.db.execute(`explain ${query}`)) as unknown as [any[]])[0][0];
    expect(await explain('select * from order_saga order by order_id desc limit 21')).toMatchObject({
      key: 'PRIMARY',
      rows: '21',
    });
    expect(
      await explain(
        "select * from order_saga where state = 'REFUNDING' and order_id < x'ff' order by order_id desc limit 21",
      ),
    ).toMatchObject({ key: 'order_saga_by_state' });
    const overdue = await explain(
      'select * from order_saga where (next_run_at is not null and (next_run_at <= utc_timestamp(3) - interval 60 second or attempts > 0)) order by next_run_at, order_id limit 21',
    );
    expect(overdue).toMatchObject({ key: 'order_saga_due' });
    expect(Number(overdue.rows)).toBeLessThan(1_000);
  });
});

describe('retrySaga', () => {
  it('raises an alarm from the fifth failed try of a step on', async () => {
    const id = await stuck();
    const triesOf = (spy: typeof warned): unknown[] =>
      spy.mock.calls
        .map(([told]) => told as any)
        .filter(({ orderId }) => orderId === id)
        .map(({ attempts }) => attempts);
    shop.inventory.faults.isDown = true;
    for (let tries = 2; tries <= 6; tries++) expect((await retry(id)).saga.attempts).toBe(tries);
    shop.inventory.faults.isDown = false;
    expect([triesOf(warned), triesOf(alarmed)]).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
    expect((await retry(id)).saga.state).toBe('DONE');
  });

  it('sends the pending command now, and answers with what came of it', async () => {
    const id = await stuck();
    expect(await sagaOf(id)).toMatchObject({ state: 'COMMITTING_STOCK', canRetry: true, isOverdue: true, attempts: 1 });
    shop.inventory.faults.isDown = true;
    expect(await retry(id)).toMatchObject({
      __typename: 'RetrySagaSuccess',
      saga: { state: 'COMMITTING_STOCK', attempts: 2, lastError: 'The other subgraph does not answer' },
    });
    shop.inventory.faults.isDown = false;
    expect(await retry(id)).toMatchObject({
      __typename: 'RetrySagaSuccess',
      saga: { state: 'DONE', attempts: 0, lastError: null, order: { status: 'CONFIRMED' } },
    });
    expect(shop.inventory.committed.filter((committed) => committed === id)).toHaveLength(1);
    const actor = clerk.userId.replaceAll('-', '');
    const retried = { action: 'retrySaga', actor, details: {} };
    expect((await shop.auditOf(id)).slice(1)).toEqual([retried, retried]);
  });

  it('refuses what waits for the payment, for a person or is over, changes nothing, and has it audited', async () => {
    const { id } = await shop.placed();
    expect(await retry(id)).toMatchObject({
      __typename: 'SagaStateError',
      message: 'There is nothing to try again: it waits for the payment.',
      saga: { state: 'AWAITING_PAYMENT' },
    });
    await shop.pay(id);
    const before = await shop.sagaOf(id);
    expect(await retry(id)).toMatchObject({
      __typename: 'SagaStateError',
      message: 'There is nothing to try again: it waits for staff to confirm the order.',
    });
    expect(await shop.sagaOf(id)).toEqual(before);
    await shop.act(clerk, 'confirmOrder', { orderId: id, idempotencyKey: newId() });
    expect(await retry(id)).toMatchObject({
      __typename: 'SagaStateError',
      message: 'There is nothing to try again: it is over.',
    });
    expect(
      (await shop.auditOf(id)).filter(({ action }) => action === 'retrySaga').map(({ details }) => details),
    ).toEqual([1, 2, 3].map(() => ({ refused: 'sagaAtRest' })));
  });

  it('refuses an unknown order, a key without characters, and a key that was used for another one', async () => {
    const [one, other] = [await stuck(), await stuck()];
    const key = newId();
    expect((await retry(newId())).__typename).toBe('NotFoundError');
    expect(await retry(one, '')).toMatchObject({ __typename: 'InvalidInputError', field: ['input', 'idempotencyKey'] });
    expect((await retry(one, key)).__typename).toBe('RetrySagaSuccess');
    expect(await retry(one, key)).toMatchObject({ __typename: 'RetrySagaSuccess', saga: { state: 'DONE' } });
    expect((await retry(other, key)).__typename).toBe('IdempotencyConflictError');
    expect((await shop.auditOf(other)).at(-1)).toMatchObject({
      action: 'retrySaga',
      details: { refused: 'keyConflict' },
    });
    expect(await sagaOf(other)).toMatchObject({ state: 'COMMITTING_STOCK' });
  });

  it('is for staff only', async () => {
    const { id } = await shop.placed();
    const { errors } = await shop.ask(
      customer(),
      'mutation ($input: RetrySagaInput!) { retrySaga(input: $input) { __typename } }',
      { input: { orderId: id, idempotencyKey: newId() } },
    );
    expect(errors.map(({ extensions }: any) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});
