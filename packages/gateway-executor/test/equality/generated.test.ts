import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchmarkSubgraphs } from '../graphs/benchmark.ts';
import { libraryGraph } from '../graphs/library.ts';
import { shopGraph } from '../graphs/shop.ts';
import { startServer, type TestServer } from '../support/gateways.ts';
import { generateOperation } from '../support/generate-operation.ts';
import { seededRandom } from '../support/random.ts';
import { composeSubgraphs, type TestGraph } from '../support/subgraphs.ts';

const graphs: readonly (readonly [string, () => TestGraph])[] = [
  ['the benchmark’s graph', () => composeSubgraphs(benchmarkSubgraphs)],
  ['the shop’s graph', () => shopGraph()],
  ['the shop’s graph, with nulls', () => shopGraph({ nullRate: 0.15 })],
  ['the shop’s graph, with errors', () => shopGraph({ errorRate: 0.05, nullRate: 0.05 })],
  ['the library’s graph', () => libraryGraph()],
  ['the library’s graph, with nulls and errors', () => libraryGraph({ errorRate: 0.05, nullRate: 0.15 })],
];

describe.each(graphs)('operations made up over %s', (_, makeGraph) => {
  let stock: TestServer;
  let compiled: TestServer;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    const graph = makeGraph();
    stock = await startServer(graph, { executor: 'stock' });
    compiled = await startServer(graph);
    const { body } = await stock.ask({ query: getIntrospectionQuery() });
    schema = buildClientSchema((JSON.parse(body) as { data: IntrospectionQuery }).data);
  });
  afterAll(() => Promise.all([stock.stop(), compiled.stop()]));

  it.each(Array.from({ length: 60 }, (_, seed) => seed))('are answered as by the stock executor: %i', async (seed) => {
    const random = seededRandom(seed);
    const question = generateOperation(
      schema,
      random,
      schema.getMutationType() && random.chance(0.15) ? 'mutation' : 'query',
    );
    expect(await compiled.ask(question), question.query).toEqual(await stock.ask(question));
    // Once more, with everything compiled.
    expect((await compiled.ask(question)).body).toBe((await stock.ask(question)).body);
  });
});
