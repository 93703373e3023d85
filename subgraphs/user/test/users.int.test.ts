import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword, demoSignIns, customersOf } from '@storegraph/demo-shop/people';
import { anonymous, service } from '@storegraph/testkit/viewers';
import { createUserSeed, isSeeded } from '../src/seed.ts';
import { LOGIN, startHarness, type Browser, type Harness } from './harness.ts';

const CUSTOMERS = 230;
let harness: Harness;
let staff: Browser;

beforeAll(async () => {
  harness = await startHarness();
  const { db } = harness.test.database;
  expect(await isSeeded(db)).toBe(false);
  const seed = createUserSeed(db, demoPassword);
  const customers = customersOf({ seed: 1, count: CUSTOMERS, now: new Date('2026-03-01T00:00:00Z'), days: 90 });
  await seed.staff([demoSignIns.admin, demoSignIns.staff], new Date('2025-01-01T00:00:00Z'));
  await seed.customers(Array.from({ length: CUSTOMERS }, (_, n) => customers.at(n)));
  expect(await isSeeded(db)).toBe(true);
  const { email } = demoSignIns.staff;
  staff = await harness.browserOf(
    await harness.ask(anonymous, LOGIN, { input: { email, password: demoPassword } }),
    'login',
  );
});
afterAll(() => harness.stop());

const LIST = `query ($filter: UserFilter, $sort: UserSort, $first: Int, $after: String) {
  users(filter: $filter, sort: $sort, first: $first, after: $after) {
    edges { cursor node { id name email phone role createdAt addresses { city } } } pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;
type Node = { id: string; name: string; createdAt: string; role: string; email: string; phone: string };

const list = (variables: Record<string, unknown>) => harness.ask(staff.viewer, LIST, variables);
const nodesOf = async (variables: Record<string, unknown>): Promise<Node[]> =>
  (await list(variables)).data.users.edges.map(({ node }: { node: Node }) => node);

async function readAll(sort: string, first: number): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ;) {
    const { data } = await list({ sort, first, after });
    nodes.push(...data.users.edges.map(({ node }: { node: Node }) => node));
    if (!data.users.pageInfo.hasNextPage) return nodes;
    after = data.users.pageInfo.endCursor;
  }
}

describe('the list of users', () => {
  it.each(['CREATED_AT_DESC', 'CREATED_AT_ASC', 'NAME_ASC'])(
    'shows everybody once, page by page, by %s',
    async (sort) => {
      const nodes = await readAll(sort, 50);
      expect(nodes).toHaveLength(CUSTOMERS + 2);
      expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    },
  );

  it('is in the order that was asked for', async () => {
    const times = (await readAll('CREATED_AT_DESC', 100)).map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().toReversed());
    const collator = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: false });
    const names = (await readAll('NAME_ASC', 100)).map(({ name }) => name).filter((name) => /^[a-z ]+$/i.test(name));
    expect(names).toEqual(names.toSorted((a, b) => collator.compare(a, b)));
  });

  it('shows everybody once even when all registered in the same millisecond', async () => {
    const other = await startHarness();
    const { db } = other.test.database;
    const customers = customersOf({ seed: 2, count: 25, now: new Date('2026-03-01T00:00:00Z'), days: 90 });
    const seed = createUserSeed(db, demoPassword);
    await seed.staff([demoSignIns.staff], new Date('2025-06-01T00:00:00Z'));
    await seed.customers(
      Array.from({ length: 25 }, (_, n) => ({
        ...customers.at(n),
        name: 'Same',
        registeredAt: new Date('2025-06-01T00:00:00Z'),
      })),
    );
    for (const sort of ['CREATED_AT_DESC', 'CREATED_AT_ASC', 'NAME_ASC']) {
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const { data } = await other.ask(service, LIST, { sort, first: 4, after });
        seen.push(...data.users.edges.map(({ node }: { node: Node }) => node.id));
        if (!data.users.pageInfo.hasNextPage) break;
        after = data.users.pageInfo.endCursor;
      }
      expect(new Set(seen).size).toBe(26);
      expect(seen).toHaveLength(26);
    }
    await other.stop();
  });

  it('costs the same statements for 100 users as for two', async () => {
    const count = async (first: number): Promise<number> => {
      harness.statements.length = 0;
      await list({ first });
      return harness.statements.filter((statement) => !statement.includes('outbox')).length;
    };
    // With the one that finds the session of who asks.
    expect([await count(2), await count(100)]).toEqual([3, 3]);
  });

  it('counts over all pages, and only when asked to', async () => {
    const { data } = await harness.ask(
      staff.viewer,
      '{ users(first: 1, filter: { role: CUSTOMER }) { totalCount edges { node { id } } } }',
    );
    expect(data.users).toMatchObject({ totalCount: CUSTOMERS, edges: [{}] });
  });

  it('narrows by role', async () => {
    expect((await nodesOf({ filter: { role: 'ADMIN' } })).map(({ name }) => name)).toEqual([demoSignIns.admin.name]);
  });

  it.each([
    ['a part of a name, without regard to case and accents', 'CASTELLANÓ'],
    ['a part of an e-mail address', 'mia@storegraph'],
    ['a part of a phone number', '5559990003'],
  ])('finds by %s', async (_, search) => {
    expect((await nodesOf({ filter: { search } })).map(({ id }) => id)).toContain(demoSignIns.customer.id);
  });

  it.each(['2079460123', '020 7946 0123', '+442079460123', '7946-0123'])(
    'compares the digits of phone numbers: %s',
    async (search) => {
      const name = 'Phoebe Phone';
      await harness.ask(
        anonymous,
        'mutation ($input: ContinueAsGuestInput!) { continueAsGuest(input: $input) { __typename } }',
        { input: { name, phone: '+44 (20) 7946-0123' } },
      );
      const found = await nodesOf({ filter: { search } });
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found.map((node) => node.name))).toEqual(new Set([name]));
    },
  );

  it('finds a phone number by its index', async () => {
    const [rows] = await harness.test.database.db.execute(
      sql.raw(
        "explain select id from user where phone_reversed like '3210649702%' order by created_at desc, id desc limit 21",
      ),
    );
    expect(rows).toMatchObject([{ key: 'user_phone', type: 'range' }]);
  });

  it.each(['%', '_', '\\', "' or 1=1 --", '\u0000'])('takes %j for text', async (search) => {
    expect(await nodesOf({ filter: { search } })).toEqual([]);
  });

  it.each([
    [{ first: 0 }, 'first'],
    [{ first: -1 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ after: 'nonsense' }, 'after'],
    [{ after: Buffer.from('["CREATED_AT_DESC","9999-99-99T00:00:00Z","x"]').toString('base64url') }, 'after'],
    [{ filter: { search: 'x'.repeat(101) } }, 'filter'],
  ])('refuses %j', async (variables, argument) => {
    expect((await list(variables)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  it.each(['NAME_ASC', 'CREATED_AT_DESC'])('refuses a cursor of another sort order: %s', async (sort) => {
    const { data } = await list({ sort, first: 1 });
    const { errors } = await list({ sort: 'CREATED_AT_ASC', after: data.users.pageInfo.endCursor });
    expect(errors).toMatchObject([{ extensions: { argument: 'after' } }]);
  });

  it.each([
    ['user_created', 'order by created_at desc, id desc'],
    ['user_name', 'order by name, id'],
  ])('is read from the index %s without sorting', async (index, order) => {
    const [rows] = await harness.test.database.db.execute(sql.raw(`explain select id from user ${order} limit 21`));
    expect((rows as unknown as Record<string, string>[])[0]).toMatchObject({
      key: index,
      Extra: expect.not.stringContaining('filesort'),
    });
  });
});

describe('looking somebody up', () => {
  it('finds by id, in whatever case', async () => {
    const { id, name } = demoSignIns.customer;
    const { data } = await harness.ask(staff.viewer, 'query ($id: ID!) { user(id: $id) { name } }', {
      id: id.toUpperCase(),
    });
    expect(data.user).toEqual({ name });
  });

  it('finds by e-mail address, in whatever case', async () => {
    const { data } = await harness.ask(staff.viewer, '{ userByEmail(email: "MIA@Storegraph.example") { id } }');
    expect(data.userByEmail).toEqual({ id: demoSignIns.customer.id });
  });

  it('answers null for what is not there', async () => {
    const { data } = await harness.ask(
      staff.viewer,
      '{ user(id: "nonsense") { id } userByEmail(email: "nonsense") { id } }',
    );
    expect(data).toEqual({ user: null, userByEmail: null });
  });
});
