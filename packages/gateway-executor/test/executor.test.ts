import { ApolloGateway, LocalGraphQLDataSource, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { graphql, GraphQLError, parse } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import type { PlannedFetch, PreparingDataSource } from '../src/data-source.ts';
import * as sameCopy from '../src/same-copy.ts';
import { withCompiledExecutor, type CompiledExecutorOptions } from '../src/with-compiled-executor.ts';
import { benchmarkQuery, benchmarkSubgraphs } from './graphs/benchmark.ts';
import { composeSubgraphs } from './support/subgraphs.ts';

const graph = composeSubgraphs(benchmarkSubgraphs);

type Process = GraphQLDataSource['process'];

/** A server whose requests to subgraphs are seen, and can be answered otherwise. */
async function start(
  options: CompiledExecutorOptions & { answer?: (name: string, process: Process) => Process; config?: object } = {},
) {
  const { answer = (_, process) => process, config, ...executorOptions } = options;
  const requests: { name: string; representations: unknown }[] = [];
  const gateway = new ApolloGateway({
    supergraphSdl: graph.supergraphSdl,
    buildService: ({ name }) => {
      const local = new LocalGraphQLDataSource(graph.schemas[name]!);
      const process = answer(name, (options) => local.process(options));
      return {
        process: (options) => {
          requests.push({ name, representations: options.request.variables?.['representations'] });
          return process(options);
        },
      };
    },
    ...config,
  });
  const server = new ApolloServer({
    gateway: withCompiledExecutor(gateway, executorOptions),
    includeStacktraceInErrorResponses: false,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  await server.start();
  const ask = async (query: string, variables: Record<string, unknown> = {}, operationName?: string) => {
    const { body } = await server.executeOperation({ query, variables, ...(operationName && { operationName }) });
    return JSON.parse(JSON.stringify(body.kind === 'single' ? body.singleResult : body));
  };
  return { gateway, server, requests, ask };
}

describe('the executor', () => {
  it('sends equal representations once', async () => {
    const { requests, ask } = await start();
    await ask(benchmarkQuery);
    const sent = requests.filter(({ representations }) => representations !== undefined);
    expect(sent.length).toBeGreaterThan(10);
    for (const { name, representations } of sent) {
      const texts = (representations as unknown[]).map((representation) => JSON.stringify(representation));
      expect(new Set(texts).size, name).toBe(texts.length);
    }
  });

  it('says an error of an entity at each place of the entity, in the order of the answer', async () => {
    const { ask } = await start({
      answer: (name, process) => async (options) => {
        const response = await process(options);
        if (name !== 'inventory') return response;
        return {
          ...response,
          errors: [1, 0].map((index) => ({
            message: `No stock of ${index}`,
            path: ['_entities', index, 'inStock'],
            extensions: { code: 'OUT' },
          })),
        };
      },
    });
    const { errors } = await ask('{ topProducts(first: 2) { reviews { product { inStock } } } }');
    expect(errors.map(({ path }: { path: unknown[] }) => path.join('.'))).toEqual(
      [0, 1].flatMap((product) =>
        [0, 1, 2, 3].map((review) => `topProducts.${product}.reviews.${review}.product.inStock`),
      ),
    );
    expect(errors[0].extensions).toEqual({ code: 'OUT', serviceName: 'inventory' });
  });

  it('lets places of one entity share nothing that a later fetch tells apart', async () => {
    const { ask } = await start();
    const { data } = await ask(
      '{ users { id reviews { author { id name } } } topProducts { reviews { author { reviews { body } } } } }',
    );
    expect(data.users[0].reviews[0].author).toEqual({ id: '1', name: 'Uri Goldshtein' });
    expect(data.topProducts[0].reviews[0].author.reviews).toHaveLength(2);
  });

  it('keeps as many operations as it is told', async () => {
    const { gateway, ask } = await start({
      maxOperations: 2,
      config: {
        queryPlannerConfig: {
          cache: { get: async () => undefined, set: async () => {}, delete: async () => true, clear: async () => {} },
        },
      },
    });
    const plan = vi.spyOn(gateway.__testing().queryPlanner!, 'buildQueryPlan');
    for (const query of ['{ me { id } }', '{ me { name } }', '{ me { id } }']) await ask(query);
    expect(plan).toHaveBeenCalledTimes(2);
    await ask('{ users { id } }');
    await ask('{ me { name } }');
    expect(plan).toHaveBeenCalledTimes(4);
  });

  it('plans once for requests that come together', async () => {
    const { gateway, ask } = await start();
    const plan = vi.spyOn(gateway.__testing().queryPlanner!, 'buildQueryPlan');
    await Promise.all(Array.from({ length: 5 }, () => ask('{ me { id } }')));
    expect(plan).toHaveBeenCalledOnce();
  });

  it('tells operations of one document apart', async () => {
    const { ask } = await start();
    const document = 'query A { me { id } } query B { me { name } }';
    expect(await ask(document, {}, 'A')).toEqual({ data: { me: { id: '1' } } });
    expect(await ask(document, {}, 'B')).toEqual({ data: { me: { name: 'Uri Goldshtein' } } });
    expect((await ask(document)).errors).toHaveLength(1);
  });

  it('plans nothing for variables that do not fit', async () => {
    const { gateway, requests, ask } = await start();
    const plan = vi.spyOn(gateway.__testing().queryPlanner!, 'buildQueryPlan');
    expect(
      (await ask('query ($first: Int) { topProducts(first: $first) { upc } }', { first: 'many' })).errors,
    ).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(plan).not.toHaveBeenCalled();
    expect(requests).toEqual([]);
  });

  it('tries again after it could not plan', async () => {
    let isDown = true;
    const get = async () => {
      if (isDown) throw new Error('The store is down');
    };
    const { ask } = await start({
      config: {
        queryPlannerConfig: { cache: { get, set: async () => {}, delete: async () => true, clear: async () => {} } },
      },
    });
    expect((await ask('{ me { id } }')).errors).toHaveLength(1);
    isDown = false;
    expect(await ask('{ me { id } }')).toEqual({ data: { me: { id: '1' } } });
  });

  it('tells who listens which plan it took', async () => {
    const experimental_didResolveQueryPlan = vi.fn();
    const { ask } = await start({ config: { experimental_didResolveQueryPlan } });
    await ask('{ me { id } }');
    expect(experimental_didResolveQueryPlan).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        queryPlan: expect.objectContaining({ kind: 'QueryPlan' }),
        serviceMap: expect.objectContaining({ accounts: expect.anything() }),
      }),
    );
  });

  it('gives plain objects that no name can confuse', async () => {
    const { server } = await start();
    const { body } = await server.executeOperation({ query: '{ __proto__: me { constructor: name } }' });
    const { data } = (body as { singleResult: { data: Record<string, object> } }).singleResult;
    expect(Object.keys(data)).toEqual(['__proto__']);
    expect(JSON.stringify(data)).toBe('{"__proto__":{"constructor":"Uri Goldshtein"}}');
    expect('toString' in data).toBe(false);
  });
});

describe('an entity at many places', () => {
  it('is made once', async () => {
    const key = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';
    const homes = composeSubgraphs([
      {
        name: 'visits',
        sdl: `${key} type Query { visitors: [User!]! } type User @key(fields: "id") { id: ID! }`,
        resolvers: { Query: { visitors: () => ['a', 'b', 'a'].map((id) => ({ id })) } },
      },
      {
        name: 'users',
        sdl: `${key} type User @key(fields: "id") { id: ID!  home: Home } type Home { street: String }`,
        resolvers: { User: { home: ({ id }: { id: string }) => ({ street: `Street ${id}` }) } },
      },
    ]);
    const buildService = ({ name }: { name: string }) => new LocalGraphQLDataSource(homes.schemas[name]!);
    const { server } = await start({ config: { supergraphSdl: homes.supergraphSdl, buildService } });
    const { body } = await server.executeOperation({ query: '{ visitors { home { street } } }' });
    const { data } = (body as { singleResult: { data: Record<string, readonly { home: object }[]> } }).singleResult;
    const [first, second, third] = data['visitors']!.map(({ home }) => home);
    expect(second).toEqual({ street: 'Street b' });
    expect(third).toBe(first);
  });
});

describe('a new supergraph', () => {
  it('is planned for anew, while running requests end with the old one', async () => {
    let update: (supergraphSdl: string) => void = () => {};
    const smaller = composeSubgraphs(benchmarkSubgraphs.filter(({ name }) => name === 'accounts'));
    const { promise: isUpdated, resolve: goOn } = Promise.withResolvers<void>();
    const plans: unknown[] = [];
    const { requests, ask } = await start({
      answer: (_, process) => async (options) => {
        if (requests.length > 1) await isUpdated;
        return process(options);
      },
      config: {
        experimental_didResolveQueryPlan: ({ queryPlan }: { queryPlan: unknown }) => void plans.push(queryPlan),
        supergraphSdl: async (hooks: { update: (supergraphSdl: string) => void }) => {
          update = hooks.update;
          return { supergraphSdl: graph.supergraphSdl };
        },
      },
    });
    await ask('{ me { id } }');
    const running = ask('{ me { id reviews { id } } }');
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    update(smaller.supergraphSdl);
    goOn();
    expect(await running).toEqual({ data: { me: { id: '1', reviews: [{ id: '1' }, { id: '2' }] } } });
    expect((await ask('{ me { id reviews { id } } }')).errors).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    expect(await ask('{ me { id } }')).toEqual({ data: { me: { id: '1' } } });
    expect(plans.at(-1)).not.toBe(plans[0]);
  });
});

describe('a signal', () => {
  const stuck = (name: string, process: Process): Process =>
    name === 'inventory' ? () => new Promise(() => {}) : process;

  it('ends the wait for a subgraph, and leaves the rest of the answer', async () => {
    const { ask } = await start({ answer: stuck, signalOf: () => AbortSignal.timeout(50) });
    const { data, errors } = await ask('{ topProducts(first: 1) { upc inStock } }');
    expect(data).toEqual({ topProducts: [{ upc: '1', inStock: null }] });
    expect(errors).toMatchObject([
      { message: expect.stringContaining('"inventory" was not waited for'), extensions: { serviceName: 'inventory' } },
    ]);
  });

  it('that is aborted already lets no request go out', async () => {
    const { requests, ask } = await start({ signalOf: () => AbortSignal.abort(new Error('The client has left')) });
    expect((await ask('{ me { id } }')).errors).toMatchObject([
      { message: expect.stringContaining('The client has left') },
    ]);
    expect(requests).toEqual([]);
  });

  it('changes nothing for those that answer', async () => {
    const { ask } = await start({ signalOf: () => AbortSignal.timeout(60_000) });
    expect(await ask('{ me { id } }')).toEqual({ data: { me: { id: '1' } } });
  });

  it('does not hide how a subgraph failed', async () => {
    const broken = (): Process => async () => {
      throw new GraphQLError('Broken', { extensions: { code: 'BROKEN' } });
    };
    const { ask } = await start({ answer: broken, signalOf: () => AbortSignal.timeout(60_000) });
    expect((await ask('{ me { id } }')).errors).toMatchObject([{ message: 'Broken', extensions: { code: 'BROKEN' } }]);
  });
});

describe('a data source that prepares its fetches', () => {
  it('is asked once per fetch of a plan, and then answers without text', async () => {
    const prepared: PlannedFetch[] = [];
    const dataSource = (name: string): PreparingDataSource => ({
      process: async () => {
        throw new Error('Not for the compiled executor');
      },
      prepareFetch: (fetch) => {
        prepared.push(fetch);
        return (variables, { context }) =>
          graphql({
            schema: graph.schemas[name]!,
            source: fetch.query,
            variableValues: variables,
            contextValue: context,
          }) as never;
      },
    });
    const { ask } = await start({ config: { buildService: ({ name }: { name: string }) => dataSource(name) } });
    const query = 'query ($first: Int) { topProducts(first: $first) { upc inStock } }';
    for (const first of [1, 2]) expect((await ask(query, { first })).data.topProducts).toHaveLength(first);
    expect(prepared.map(({ serviceName, path }) => [serviceName, path])).toEqual([
      ['products', []],
      ['inventory', ['topProducts', '@']],
    ]);
    expect(prepared[0]?.document).toEqual(parse(prepared[0]!.query));
  });
});

describe('the stock executor', () => {
  it('answers where it alone can: plans shown to developers', async () => {
    const { gateway, server } = await start({ config: { __exposeQueryPlanExperimental: true } });
    const stock = vi.spyOn(gateway, 'executor');
    const { HeaderMap } = await import('@apollo/server');
    const request = (headers: [string, string][]) =>
      server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          headers: new HeaderMap([['content-type', 'application/json'], ...headers]),
          search: '',
          body: { query: '{ me { id } }' },
        },
        context: async () => ({}),
      });
    await request([]);
    expect(stock).not.toHaveBeenCalled();
    const { body } = await request([['apollo-query-plan-experimental', 'true']]);
    expect(stock).toHaveBeenCalledOnce();
    expect(body).toMatchObject({ string: expect.stringContaining('__queryPlanExperimental') });
  });

  it('is left in place on request', async () => {
    const { requests, ask } = await start({ executor: 'stock' });
    await ask(benchmarkQuery);
    const reviews = requests.findLast(({ name }) => name === 'inventory')?.representations as unknown[];
    expect(new Set(reviews.map((representation) => JSON.stringify(representation))).size).toBeLessThan(reviews.length);
  });
});

describe('an executor of another name', () => {
  it('is refused', () => {
    const gateway = new ApolloGateway({ supergraphSdl: graph.supergraphSdl });
    expect(() => withCompiledExecutor(gateway, { executor: 'stok' as 'stock' })).toThrow(
      "executor is 'compiled' or 'stock', not 'stok'",
    );
  });
});

describe('a gateway of another version', () => {
  it('is refused when it loads', async () => {
    const gateway = new ApolloGateway({ supergraphSdl: graph.supergraphSdl });
    const load = gateway.load.bind(gateway);
    gateway.load = async (options) => {
      const loaded = await load(options);
      gateway.schema!.extensions = { apollo: { gateway: { version: '3.0.0' } } };
      return loaded;
    };
    await expect(withCompiledExecutor(gateway).load()).rejects.toThrow(
      'supports @apollo/gateway 2.14 and was given version 3.0.0',
    );
  });

  it('is refused when its private side is not what it was', async () => {
    const gateway = new ApolloGateway({ supergraphSdl: graph.supergraphSdl });
    const load = gateway.load.bind(gateway);
    gateway.load = async (options) => {
      const loaded = await load(options);
      Reflect.deleteProperty(gateway, 'queryPlanStore');
      return loaded;
    };
    await expect(withCompiledExecutor(gateway).load()).rejects.toThrow('it has no queryPlanStore');
  });

  it('is refused when its planner has other types', async () => {
    vi.spyOn(sameCopy, 'isSameCopy').mockReturnValueOnce(false);
    await expect(
      withCompiledExecutor(new ApolloGateway({ supergraphSdl: graph.supergraphSdl })).load(),
    ).rejects.toThrow('different copies of @apollo/federation-internals');
  });
});
