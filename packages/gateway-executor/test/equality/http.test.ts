import { RemoteGraphQLDataSource, type GraphQLDataSource } from '@apollo/gateway';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema } from 'graphql';
import { benchmarkQuery, benchmarkSubgraphs } from '../graphs/benchmark.ts';
import { libraryGraph } from '../graphs/library.ts';
import { shopGraph } from '../graphs/shop.ts';
import { startServer, type TestServer } from '../support/gateways.ts';
import { generateOperation } from '../support/generate-operation.ts';
import { seededRandom } from '../support/random.ts';
import { sendJson, startSubgraphs, type Send } from '../support/subgraph-server.ts';
import { composeSubgraphs, type TestGraph } from '../support/subgraphs.ts';

const MAX_BYTES = 100_000;

/** Long enough for a busy machine, but where a test waits for its end. */
const limit = { timeoutMs: 30_000 };

/** As somebody would limit it: by size and by time. */
class LimitedDataSource extends RemoteGraphQLDataSource {
  override process(
    options: Parameters<RemoteGraphQLDataSource['process']>[0],
  ): ReturnType<RemoteGraphQLDataSource['process']> {
    const end = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`${this.url} does not answer`)), limit.timeoutMs).unref();
    });
    return Promise.race([super.process(options), end]);
  }

  override parseBody(response: Parameters<RemoteGraphQLDataSource['parseBody']>[0]): Promise<object | string> {
    if (Number(response.headers.get('content-length')) > MAX_BYTES) throw new Error('The answer is too large');
    return super.parseBody(response);
  }
}

async function startBoth(graph: TestGraph) {
  const subgraphs = await startSubgraphs(graph);
  const dataSourceOf = (name: string): GraphQLDataSource => new LimitedDataSource({ url: subgraphs.urlOf(name) });
  const stock = await startServer(graph, { executor: 'stock', dataSourceOf });
  const compiled = await startServer(graph, { dataSourceOf });
  return { subgraphs, stock, compiled, stop: () => Promise.all([stock.stop(), compiled.stop(), subgraphs.stop()]) };
}

const status =
  (code: number, type = 'application/json', body?: string): Send =>
  (response, json) => {
    response.writeHead(code, { 'content-type': type });
    response.end(body ?? json);
  };

const silence: Send = () => {};

const sends: Readonly<Record<string, Send>> = {
  'JSON that is none': (response, json) => sendJson(response, json.slice(0, -10)),
  nothing: (response) => sendJson(response, ''),
  null: (response) => sendJson(response, 'null'),
  'a list': (response) => sendJson(response, '[]'),
  'a page': status(200, 'text/html', '<html>'),
  'JSON called text': status(200, 'text/plain'),
  'a failure with JSON': status(500),
  'a failure with a page': status(502, 'text/html', '<html>Bad gateway</html>'),
  'a refusal': status(401),
  'a ban': status(403),
  'a cut': (response, json) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': json.length });
    response.write(json.slice(0, 20), () => response.destroy());
  },
  'no answer, but an end': (response) => void response.destroy(),
  'too much': (response, json) => {
    const body = json + ' '.repeat(MAX_BYTES);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  },
  'nothing in time': silence,
  'keys of prototypes': (response, json) =>
    sendJson(
      response,
      json.replaceAll('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
    ),
};

describe('subgraphs over HTTP', () => {
  let both: Awaited<ReturnType<typeof startBoth>>;

  beforeAll(async () => {
    both = await startBoth(composeSubgraphs(benchmarkSubgraphs));
  });
  afterAll(() => both.stop());
  beforeEach(() => {
    both.subgraphs.state.send = sendJson;
    limit.timeoutMs = 30_000;
  });

  const expectAlike = async (query: string) => {
    const expected = await both.stock.ask({ query });
    expect(await both.compiled.ask({ query })).toEqual(expected);
    return expected;
  };

  it('are asked as by the stock executor', async () => {
    expect((await expectAlike(benchmarkQuery)).body.length).toBeGreaterThan(80_000);
  });

  it.each(Object.entries(sends))('that send %s get the same errors', async (_, send) => {
    limit.timeoutMs = send === silence ? 100 : 30_000;
    both.subgraphs.state.send = send;
    await expectAlike('{ me { name } topProducts(first: 2) { upc name } }');
    // From where the second fetch goes alone.
    both.subgraphs.state.send = (response, json) => (json.includes('_entities') ? send : sendJson)(response, json);
    await expectAlike('{ topProducts(first: 3) { upc name inStock shippingEstimate } }');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe.each([
  ['the shop’s graph', () => shopGraph({ errorRate: 0.03, nullRate: 0.05 })],
  ['the library’s graph', () => libraryGraph({ errorRate: 0.03, nullRate: 0.05 })],
])('operations made up over %s, over HTTP', (_, makeGraph) => {
  let both: Awaited<ReturnType<typeof startBoth>>;
  let schema: GraphQLSchema;
  const ask = async (server: TestServer, seed: number) => server.ask(generateOperation(schema, seededRandom(seed)));

  beforeAll(async () => {
    both = await startBoth(makeGraph());
    schema = buildClientSchema(JSON.parse((await both.stock.ask({ query: getIntrospectionQuery() })).body).data);
  });
  afterAll(() => both.stop());

  it.each(Array.from({ length: 25 }, (_, index) => 500 + index))(
    'are answered as by the stock executor: %i',
    async (seed) => {
      expect(await ask(both.compiled, seed)).toEqual(await ask(both.stock, seed));
    },
  );
});
