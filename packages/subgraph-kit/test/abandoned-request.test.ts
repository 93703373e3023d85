import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { commonPolicy } from '../src/graphql/policy.ts';
import { abandonSignal, startHttpServer } from '../src/http/http-server.ts';
import { httpSubgraphClient } from '../src/http/subgraph-client.ts';
import { createLogger } from '../src/log.ts';
import { startSubgraph, type RequestContext, type Subgraph } from '../src/service/subgraph.ts';

const log = createLogger('test', 'silent');
const secret = new TextEncoder().encode('a secret of at least 32 characters');
const schemaFile = join(mkdtempSync(join(tmpdir(), 'abandoned-')), 'schema.graphql');
const asked: RequestContext[] = [];
let subgraph: Subgraph;

beforeAll(async () => {
  writeFileSync(
    schemaFile,
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"]) type Query { wait: String } type User @key(fields: "id") { id: ID! }',
  );
  subgraph = await startSubgraph<RequestContext>({
    name: 'test',
    schemaFile: pathToFileURL(schemaFile),
    resolvers: {
      Query: {
        wait: (_: unknown, __: unknown, context: RequestContext) => {
          asked.push(context);
          return new Promise((resolve) => context.signal?.addEventListener('abort', () => resolve('given up')));
        },
      },
    },
    policy: { ...commonPolicy, Query: { anyone: ['wait'] }, User: { anyone: ['id'] } },
    owners: {},
    createContext: (request) => request,
    log,
    checkReady: async () => {},
    stop: async () => {},
  });
});
afterAll(() => subgraph.stop());

it('tells resolvers over HTTP who asks from where, and when nobody waits any more', async () => {
  const { url } = await subgraph.listen({ host: '127.0.0.1', port: 0, secret });
  const { client, close } = httpSubgraphClient({ url, secret });
  const caller = new AbortController();
  const addressHash = '0189f7a0-0000-8000-8000-000000000000';
  const answer = client({
    query: '{ wait }',
    viewer: { kind: 'anonymous', visitorId: null },
    requestId: 'request-1',
    addressHash,
    signal: caller.signal,
  });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ addressHash, signal: { aborted: false } });
  caller.abort();
  await expect(answer).rejects.toThrow('does not answer');
  await vi.waitFor(() => expect(asked[0]?.signal?.aborted).toBe(true));
  await close();
});

it('does not take an answered request for an abandoned one, and one that takes too long for one', async () => {
  const signals: AbortSignal[] = [];
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    log,
    handler: async ({ url }, response) => {
      const signal = abandonSignal(response, url === '/slow' ? 20 : undefined);
      signals.push(signal);
      if (url === '/slow') await new Promise((resolve) => signal.addEventListener('abort', resolve));
      response.end('done');
    },
  });
  expect(await (await fetch(`${server.url}/`)).text()).toBe('done');
  expect(await (await fetch(`${server.url}/slow`)).text()).toBe('done');
  await server.stop();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  expect(signals[1]?.reason).toMatchObject({ name: 'TimeoutError' });
});
