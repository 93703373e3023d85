import { context, ROOT_CONTEXT, trace, type Context, type ContextManager } from '@opentelemetry/api';
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { benchmarkSubgraphs } from './graphs/benchmark.ts';
import { startServer, type Question, type TestServer } from './support/gateways.ts';
import { composeSubgraphs } from './support/subgraphs.ts';

const exporter = new InMemorySpanExporter();

/** Keeps the active span through promises, as tracing in a server does. */
function asyncContext(): ContextManager {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, fn, self, ...args) => storage.run(active, () => fn.call(self as never, ...args)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

let stock: TestServer;
let compiled: TestServer;

beforeAll(async () => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  context.setGlobalContextManager(asyncContext());
  const graph = composeSubgraphs(benchmarkSubgraphs);
  stock = await startServer(graph, { executor: 'stock' });
  compiled = await startServer(graph);
});
afterAll(async () => {
  await Promise.all([stock.stop(), compiled.stop()]);
  trace.disable();
  context.disable();
});
beforeEach(() => exporter.reset());

/** The spans of a request, each with what it stands in. */
async function spansOf(server: TestServer, question: Question): Promise<unknown[]> {
  exporter.reset();
  await server.ask(question);
  const spans = exporter.getFinishedSpans();
  const named = ({ name, attributes, parentSpanId, status }: ReadableSpan) => ({
    name,
    attributes,
    status: status.code,
    parent: spans.find((span) => span.spanContext().spanId === parentSpanId)?.name,
  });
  return spans.map(named);
}

describe('spans', () => {
  it.each<[string, Question]>([
    [
      'an operation of several subgraphs',
      { query: 'query Names { topProducts(first: 1) { name inStock } me { name } }', operationName: 'Names' },
    ],
    [
      'the same again, planned already',
      { query: 'query Names { topProducts(first: 1) { name inStock } me { name } }', operationName: 'Names' },
    ],
    ['variables that do not fit', { query: 'query ($id: ID!) { user(id: $id) { name } }' }],
    ['an operation without data', { query: '{ __typename }' }],
  ])('are those of the stock executor: %s', async (_, question) => {
    const expected = await spansOf(stock, question);
    expect(expected.length).toBeGreaterThan(1);
    expect(await spansOf(compiled, question)).toEqual(expected);
  });
});
