import { newId } from '@storegraph/subgraph-kit/id';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customer, kindsOf, openShop, staff, type Shop } from './shop.ts';

let shop: Shop;
const clerk = staff();
beforeAll(async () => {
  shop = await openShop({ instances: 2 });
});
afterAll(() => shop.close());
beforeEach(() => shop.database.db.execute('delete from dead_letter'));

/** An event that comes for the tenth time, and is given up. */
const park = async (type: string, orderId: string, payload: Record<string, unknown> = {}): Promise<string> => {
  const id = newId();
  await shop.database.db.execute(
    `insert into inbox_attempt (event_id, tries, tried_at) values (unhex('${id.replaceAll('-', '')}'), 9, utc_timestamp(3) - interval 1 hour)`,
  );
  await shop.tell(type, orderId, payload, id);
  return id;
};
const list = async (page: { first?: number; after?: string } = {}): Promise<any> => {
  const { data, errors } = await shop.ask(
    clerk,
    `query ($first: Int, $after: String) { deadLetters(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id type version order { id status } payload occurredAt error tries parkedAt } } } }`,
    page,
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.deadLetters;
};
const replay = async (id: string, idempotencyKey = newId()): Promise<any> => {
  const { data, errors } = await shop.ask(
    clerk,
    'mutation ($input: ReplayDeadLetterInput!) { replayDeadLetter(input: $input) { __typename ... on ReplayDeadLetterSuccess { id } ... on ReplayFailedError { error } ... on UserError { message field } } }',
    { input: { id, idempotencyKey } },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.replayDeadLetter;
};

describe('the list of dead letters', () => {
  it('tells what happened to which order, and why it had no effect', async () => {
    const { id: orderId } = await shop.placed();
    const id = await park('PaymentCaptured', orderId, { amountMinor: 1 });
    const { edges, totalCount } = await list();
    expect(totalCount).toBe(1);
    expect(edges[0].node).toMatchObject({
      id,
      type: 'PaymentCaptured',
      version: 1,
      order: { id: orderId, status: 'PENDING_PAYMENT' },
      tries: 10,
    });
    expect(edges[0].node.error).toContain(`1 USD came for order ${orderId}`);
    expect(JSON.parse(edges[0].node.payload)).toMatchObject({ orderId, amountMinor: 1 });
  });

  it('pages through them, the latest given up first, and loads the orders of a page at once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push(await park('PaymentCaptured', newId()));
    const paged: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await list({ first: 2, ...(after && { after }) });
      paged.push(...page.edges.map((edge: any) => edge.node.id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged.length).toBe(5);
    expect(paged.toSorted()).toEqual(ids.toSorted());
    expect((await list({ first: 1 })).edges[0].node).toMatchObject({ order: null });
    shop.statements.length = 0;
    await list({ first: 5 });
    expect(shop.statements.filter((statement) => statement.includes('`orders`'))).toHaveLength(1);
    await expect(list({ after: 'tampered' })).rejects.toThrow('BAD_USER_INPUT');
  });
});

describe('replayDeadLetter', () => {
  it('lets the event have its effect once, however often it is replayed', async () => {
    const orderId = newId();
    const id = await park('PaymentStarted', orderId);
    // The order exists only now: the event had come far too early.
    const { viewer, id: placedId } = await shop.placed();
    await shop.database.db.execute(`update dead_letter set payload = replace(payload, '${orderId}', '${placedId}')`);
    const key = newId();
    const answers = await Promise.all([replay(id, key), replay(id, key), replay(id, key)]);
    expect(answers).toEqual([1, 2, 3].map(() => ({ __typename: 'ReplayDeadLetterSuccess', id })));
    expect(kindsOf(await shop.order(viewer, placedId)).toSorted()).toEqual(['PAYMENT_STARTED', 'PLACED']);
    expect((await list()).totalCount).toBe(0);
    expect((await replay(id)).__typename).toBe('NotFoundError');
    expect((await shop.auditOf(id)).map(({ action, details }) => [action, details])).toEqual([
      ['replayDeadLetter', {}],
      ['replayDeadLetter', { refused: 'notFound' }],
    ]);
  });

  it('tells why the event had no effect again, in words for staff, and keeps it', async () => {
    const { id: orderId } = await shop.placed();
    const id = await park('PaymentCaptured', orderId, { amountMinor: 1 });
    const failed = await replay(id);
    expect(failed).toMatchObject({
      __typename: 'ReplayFailedError',
      message: 'The event had no effect, and stays a dead letter.',
    });
    expect(failed.error).toContain('1 USD came for order');
    expect((await list()).totalCount).toBe(1);
    expect(await shop.stateOf(orderId)).toBe('AWAITING_PAYMENT');
    expect((await shop.auditOf(id)).map(({ details }) => details)).toEqual([{}, { refused: 'replayFailed' }]);
  });

  it('refuses what is no dead letter, no key, and a key that was used for another one', async () => {
    const [one, other] = [await park('PaymentCaptured', newId()), await park('PaymentCaptured', newId())];
    const key = newId();
    expect(await replay('no id')).toMatchObject({ __typename: 'NotFoundError', field: ['input', 'id'] });
    expect(await replay(one, '')).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'idempotencyKey'],
    });
    expect((await replay(one, key)).__typename).toBe('ReplayFailedError');
    expect((await replay(other, key)).__typename).toBe('IdempotencyConflictError');
    expect((await list()).totalCount).toBe(2);
  });

  it('is for staff only', async () => {
    const { errors } = await shop.ask(customer(), '{ deadLetters { totalCount } }');
    expect(errors.map(({ extensions }: any) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});
