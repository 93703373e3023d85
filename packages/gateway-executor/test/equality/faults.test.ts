import { LocalGraphQLDataSource, type GraphQLDataSource } from '@apollo/gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchmarkSubgraphs } from '../graphs/benchmark.ts';
import { libraryGraph } from '../graphs/library.ts';
import { countingFaults, faults, type Fault } from '../support/faults.ts';
import { startServer, type Question, type TestServer } from '../support/gateways.ts';
import { composeSubgraphs, type TestGraph } from '../support/subgraphs.ts';

type Asked = {
  readonly graph: () => TestGraph;
  readonly questions: readonly Question[];
  /** Entities stand at many places in these. */
  readonly repeating: readonly Question[];
};

const asked: Readonly<Record<string, Asked>> = {
  benchmark: {
    graph: () => composeSubgraphs(benchmarkSubgraphs),
    questions: [
      { query: '{ me { id name username birthday reviews { id body } } }' },
      { query: '{ topProducts(first: 3) { upc name price inStock shippingEstimate reviews { body } } }' },
      {
        query:
          '{ users { __typename id ... on User { kind: __typename reviews { __typename product { __typename } } } } }',
      },
      { query: '{ me { name } topProducts(first: 2) { name inStock } user(id: "2") { reviews { id } } }' },
      { query: '{ me { constructor: name toString: birthday valueOf: reviews { length: id map: body } } }' },
    ],
    repeating: [
      { query: '{ users { reviews { id product { name inStock reviews { body author { name birthday } } } } } }' },
    ],
  },
  library: {
    graph: () => libraryGraph(),
    questions: [
      {
        query:
          '{ media(id: "book-1") { __typename id title mood tags ... on Book { pages numbers weight price { amount } } score } }',
      },
      { query: '{ media(id: "2") { title ... on Film { facts minutes } reviews { text } } anything }' },
      { query: '{ person { name born greeting discount home { label mood } works { title } } }' },
      { query: 'mutation { rate(id: "1", stars: 3) { title score } forget(id: "2") review(text: "x") { text } }' },
    ],
    repeating: [
      {
        query:
          '{ medias { title ... on Book { price { amount } author { discount rival { name } } } } latest { media { title score } by { name greeting } } }',
      },
    ],
  },
};

/** A subgraph in process whose answers go through a fault; without one it answers as over HTTP. */
function faulty(graph: TestGraph, fault: () => Fault): (name: string) => GraphQLDataSource {
  return (name) => {
    const local = new LocalGraphQLDataSource(graph.schemas[name]!);
    return { process: async (options) => fault()(JSON.parse(JSON.stringify(await local.process(options))), name) };
  };
}

describe.each(Object.entries(asked))('over the %s graph', (_, { graph: makeGraph, questions, repeating }) => {
  let fault: Fault;
  let stock: TestServer;
  let compiled: TestServer;

  beforeAll(async () => {
    const graph = makeGraph();
    const dataSourceOf = faulty(graph, () => fault);
    stock = await startServer(graph, { executor: 'stock', dataSourceOf });
    compiled = await startServer(graph, { dataSourceOf });
  });
  afterAll(() => Promise.all([stock.stop(), compiled.stop()]));

  const expectAlike = async (fromAll: Fault, asked: readonly Question[]): Promise<void> => {
    for (const question of asked) {
      fault = fromAll;
      expect(await compiled.ask(question), question.query).toEqual(await stock.ask(question));
      // The same from one subgraph alone, so that what is wrong meets what is right.
      for (const only of ['accounts', 'reviews', 'shop', 'inventory']) {
        fault = (answer, subgraph) => (subgraph === only ? fromAll(answer, subgraph) : answer);
        expect(await compiled.ask(question), `${only}: ${question.query}`).toEqual(await stock.ask(question));
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(([] as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
  };

  it.each(Object.entries(faults))('%s: answered as by the stock executor', (_, fromAll) =>
    expectAlike(fromAll, [...questions, ...repeating]),
  );

  it.each(Object.entries(countingFaults))('%s: answered as by the stock executor', (_, fromAll) =>
    expectAlike(fromAll, questions),
  );
});
