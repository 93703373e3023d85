import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import type { SubgraphResponse } from '../src/gateway-internals.ts';
import type { SubscriptionSource } from '../src/subscription.ts';
import { withCompiledExecutor, type CompiledGateway } from '../src/with-compiled-executor.ts';
import { composeSubgraphs, type TestSubgraph } from './support/subgraphs.ts';

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';

const order: TestSubgraph = {
  name: 'order',
  sdl: `
    ${federation}
    type Query { orders: [Order!] }
    type Subscription { orderUpdated(number: ID!): Order }
    type Order @key(fields: "id") { id: ID!  status: String!  buyer: User  guests: [User!] }
    type User @key(fields: "id", resolvable: false) { id: ID! }
  `,
  resolvers: {},
};

const user: TestSubgraph = {
  name: 'user',
  sdl: `
    ${federation}
    type Query { me: User }
    type User @key(fields: "id") { id: ID!  name: String }
  `,
  resolvers: {
    User: {
      __resolveReference: ({ id }: { id: string }, { viewer }: { viewer: string }) => {
        if (viewer !== 'staff') throw new Error('Not yours to see');
        return { id, name: `User ${id}` };
      },
    },
  },
};

const graph = composeSubgraphs([order, user]);
const document =
  'subscription Track($number: ID!, $brief: Boolean = false) { orderUpdated(number: $number) { status buyer @skip(if: $brief) { name } guests @skip(if: $brief) { name } } }';

let gateway: CompiledGateway;
afterEach(() => gateway.stop());

const newGateway = () =>
  withCompiledExecutor(
    new ApolloGateway({
      supergraphSdl: graph.supergraphSdl,
      buildService: ({ name }) => new LocalGraphQLDataSource(graph.schemas[name]!),
    }),
  );

async function subscribe(
  source: SubscriptionSource,
  variables: Record<string, unknown> = { number: '7' },
  viewer = 'staff',
  query = document,
) {
  gateway = newGateway();
  await gateway.load();
  return gateway.subscribe({ request: { query, variables }, document: parse(query), context: { viewer } }, source);
}

async function all(answers: Awaited<ReturnType<typeof subscribe>>): Promise<unknown[]> {
  if (!(Symbol.asyncIterator in answers)) throw new Error(JSON.stringify(answers));
  const taken: unknown[] = [];
  for await (const answer of answers) taken.push(JSON.parse(JSON.stringify(answer)));
  return taken;
}

const buyer = (id: string) => ({ __typename: 'User', id });

const event = (status: string): SubgraphResponse => ({
  data: { orderUpdated: { status, buyer: buyer('a'), guests: [buyer('b'), buyer('a')] } },
});

async function* events(...responses: SubgraphResponse[]) {
  yield* responses;
}

describe('a subscription', () => {
  it('answers each event from all subgraphs', async () => {
    const rest = { buyer: { name: 'User a' }, guests: [{ name: 'User b' }, { name: 'User a' }] };
    expect(await all(await subscribe(() => events(event('PAID'), event('SHIPPED'))))).toEqual([
      { data: { orderUpdated: { status: 'PAID', ...rest } } },
      { data: { orderUpdated: { status: 'SHIPPED', ...rest } } },
    ]);
  });

  it('tells its source which subgraph to ask, and what', async () => {
    const asked: Parameters<SubscriptionSource>[] = [];
    await all(await subscribe((...args) => (asked.push(args), events())));
    const [[primary, variables, requestContext]] = asked as [Parameters<SubscriptionSource>];
    expect(primary).toMatchObject({
      serviceName: 'order',
      operationKind: 'subscription',
      path: [],
      document: { kind: 'Document' },
    });
    expect(primary.query).toContain('orderUpdated(number:$number)');
    expect({ ...variables }).toEqual({ number: '7' });
    expect(requestContext.context).toEqual({ viewer: 'staff' });
  });

  it('passes the errors of an event on, at their places', async () => {
    const broken = {
      data: { orderUpdated: null },
      errors: [{ message: 'Gone', path: ['orderUpdated'], extensions: { code: 'GONE' } }],
    };
    expect(await all(await subscribe(() => events(broken, event('PAID'))))).toMatchObject([
      {
        data: { orderUpdated: null },
        errors: [{ message: 'Gone', path: ['orderUpdated'], extensions: { code: 'GONE', serviceName: 'order' } }],
      },
      { data: { orderUpdated: { status: 'PAID' } } },
    ]);
  });

  it('is subject to the rights of who listens', async () => {
    const [answer] = (await all(await subscribe(() => events(event('PAID')), { number: '7' }, 'stranger'))) as [
      { data: unknown; errors: { message: string }[] },
    ];
    expect(answer.data).toEqual({
      orderUpdated: { status: 'PAID', buyer: { name: null }, guests: [{ name: null }, { name: null }] },
    });
    expect(new Set(answer.errors.map(({ message }) => message))).toEqual(new Set(['Not yours to see']));
  });

  it('minds conditions', async () => {
    expect(
      await all(
        await subscribe(() => events({ data: { orderUpdated: { status: 'PAID' } } }), { number: '7', brief: true }),
      ),
    ).toEqual([{ data: { orderUpdated: { status: 'PAID' } } }]);
  });

  it.each([
    ['none', undefined],
    ['always the same', document],
  ])('is known by its document, whatever the text: %s', async (_, query) => {
    gateway = newGateway();
    await gateway.load();
    for (const field of ['id', 'status']) {
      const request = {
        request: { ...(query && { query }) },
        document: parse(`subscription { orderUpdated(number: 7) { ${field} } }`),
        context: {},
        queryHash: 'a',
      };
      const source = () => events({ data: { orderUpdated: { id: '7', status: 'PAID' } } });
      expect(await all(await gateway.subscribe(request, source))).toEqual([
        { data: { orderUpdated: { [field]: field === 'id' ? '7' : 'PAID' } } },
      ]);
    }
  });

  it('refuses variables that do not fit before it asks the source', async () => {
    const refused = await subscribe(() => {
      throw new Error('asked');
    }, {});
    expect(refused).toMatchObject({ errors: [{ message: expect.stringContaining('$number') }] });
  });

  it('refuses other operations', async () => {
    await expect(subscribe(() => events(), {}, 'staff', '{ me { name } }')).rejects.toThrow(
      'Only subscriptions have events',
    );
  });

  it('stops its source when the client stops listening', async () => {
    let isStopped = false;
    const answers = await subscribe(async function* () {
      try {
        for (;;) yield event('PAID');
      } finally {
        isStopped = true;
      }
    });
    if (!(Symbol.asyncIterator in answers)) throw new Error('No answers');
    for await (const answer of answers) {
      expect(answer.data).toBeDefined();
      break;
    }
    expect(isStopped).toBe(true);
  });
});
