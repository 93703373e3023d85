import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commonPolicy } from '../src/graphql/policy.ts';
import { httpSubgraphClient } from '../src/http/subgraph-client.ts';
import { operationBounds, subgraphOperationSettings } from '../src/service/operation-settings.ts';
import { createLogger } from '../src/log.ts';
import { readEnv } from '../src/service/env.ts';
import { startSubgraph, type RequestContext, type Subgraph } from '../src/service/subgraph.ts';

const secret = new TextEncoder().encode('a secret of at least 32 characters');
const schemaFile = join(mkdtempSync(join(tmpdir(), 'bounds-')), 'schema.graphql');
const viewer = { kind: 'anonymous', visitorId: null } as const;

const operations = operationBounds(
  'SUBGRAPH_OPERATION',
  readEnv(z.object(subgraphOperationSettings), {
    SUBGRAPH_OPERATION_MAX_TOKENS: '200',
    SUBGRAPH_OPERATION_MAX_SELECTIONS: '12',
    SUBGRAPH_OPERATION_MAX_DEPTH: '4',
    SUBGRAPH_OPERATION_MAX_ROOT_FIELDS: '3',
    SUBGRAPH_OPERATION_MAX_ALIASES: '2',
    SUBGRAPH_OPERATION_MAX_DIRECTIVES: '6',
    SUBGRAPH_OPERATION_MAX_NODES: '30',
    SUBGRAPH_OPERATION_MAX_ANSWER_BYTES: '300',
  }),
);

describe('an operation that comes to a subgraph over HTTP', () => {
  let subgraph: Subgraph;
  let connection: ReturnType<typeof httpSubgraphClient>;
  let calls = 0;
  beforeAll(async () => {
    writeFileSync(
      schemaFile,
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])
      type Query { node: Node nodes(first: Int = 20): [Node!]! long(length: Int!): String }
      type Node { id: ID! text: String node: Node nodes: [Node] late: String }
      type User @key(fields: "id") { id: ID! }`,
    );
    const nodes = (_: unknown, { first }: { first: number }) =>
      Array.from({ length: first }, (__, id) => ({ id, text: 'a text', late: () => Promise.resolve('late') }));
    const count = <Args extends unknown[], Value>(resolve: (...args: Args) => Value) =>
      function counted(...args: Args): Value {
        calls += 1;
        return resolve(...args);
      };
    subgraph = await startSubgraph<RequestContext>({
      name: 'test',
      schemaFile: pathToFileURL(schemaFile),
      resolvers: {
        Query: {
          node: count(() => ({ id: 1, text: 'a text' })),
          nodes: count(nodes),
          long: count((_: unknown, { length }: { length: number }) => 'x'.repeat(length)),
        },
      },
      policy: {
        ...commonPolicy,
        Query: { anyone: ['node', 'nodes', 'long'] },
        User: { anyone: ['id'] },
        Node: { anyone: ['id', 'text', 'node', 'nodes', 'late'] },
      },
      owners: {},
      createContext: (request) => request,
      log: createLogger('test', 'silent'),
      checkReady: async () => {},
      stop: async () => {},
    });
    const { url } = await subgraph.listen({ host: '127.0.0.1', port: 0, secret, operations });
    connection = httpSubgraphClient({ url, secret });
  });
  afterAll(async () => {
    await connection.close();
    await subgraph.stop();
  });
  const ask = async (query: string) => (await connection.client({ query, viewer, requestId: 'request-1' })).result;

  it.each([
    ['tokens', `{ ${'node { id } '.repeat(60)} }`],
    ['selections', '{ node { ...A ...A } } fragment A on Node { node { ...B ...B } } fragment B on Node { id id id }'],
    ['depth', '{ node { node { node { node { id } } } } }'],
    ['rootFields', '{ node { id } node { id } node { id } node { id } }'],
    ['aliases', '{ a: node { b: id c: id } }'],
    ['directives', `{ node { ${'id @skip(if: false) '.repeat(7)} } }`],
    ['nodes', '{ nodes(first: 11) { id text } }'],
  ] as const)('is refused for its %s before anything of it runs', async (limit, query) => {
    calls = 0;
    const { data, errors } = await ask(query);
    expect([data, calls]).toEqual([undefined, 0]);
    expect(errors).toMatchObject([
      { extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit, allowed: operations.limits[limit] } },
    ]);
  });

  it.each([
    ['plain values', '{ nodes(first: 9) { id text } long(length: 150) }'],
    ['what is not ready in its parent', '{ nodes(first: 9) { id late } long(length: 150) }'],
    ['fields that are no lists', '{ long(length: 400) }'],
    [
      'what graphql-js runs',
      'query ($a: Boolean = false, $b: Boolean = false, $c: Boolean = false, $d: Boolean = false, $e: Boolean = false) { long(length: 400) @skip(if: $a) node @skip(if: $b) { id @skip(if: $c) text @skip(if: $d) late @skip(if: $e) } }',
    ],
  ])('is answered with null when its answer is too large: %s', async (_, query) => {
    const { data, errors } = await ask(query);
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { extensions: { code: 'ANSWER_TOO_LARGE', limit: 'answerBytes', allowed: operations.maxAnswerBytes } },
    ]);
    expect(errors?.[0]?.path).toBeUndefined();
  });

  it('is answered within its bounds', async () => {
    expect(await ask('{ nodes(first: 9) { id text } }')).toMatchObject({ data: { nodes: { length: 9 } } });
    expect((await ask('{ long(length: 280) }')).errors).toBeUndefined();
  });
});
