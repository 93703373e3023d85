import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationLimits } from '@storegraph/schema-executor/cost/limits';
import { startTestRouter } from './start-test-router.ts';

const limits: OperationLimits = {
  tokens: 60,
  selections: 12,
  depth: 4,
  rootFields: 3,
  aliases: 2,
  directives: 2,
  nodes: 30,
};
const user = 'me { id name }';
const over: Readonly<Record<keyof OperationLimits, string>> = {
  tokens: `{ ${'hello '.repeat(60)} }`,
  selections: '{ ...A ...A } fragment A on Query { me { ...B ...B } } fragment B on User { id name id }',
  depth: '{ me { books { author { books { id } } } } }',
  rootFields: '{ hello hello hello hello }',
  aliases: '{ a: hello me { b: id c: id } }',
  directives: '{ hello @skip(if: false) @include(if: true) me @skip(if: false) { id } }',
  nodes: '{ books { id title author { id } } }',
};

describe.each(['compiled', 'stock'] as const)('an operation over a limit, with the %s executor', (executor) => {
  let server: Awaited<ReturnType<typeof startTestRouter>>;
  beforeAll(async () => {
    server = await startTestRouter({ executor, operations: { limits, maxAnswerBytes: 400 } });
  });
  afterAll(() => server.router.stop());

  it.each(Object.entries(over))('is refused for its %s before any subgraph is asked', async (limit, query) => {
    const response = await server.post(query);
    const { errors, data } = (await response.json()) as any;
    expect([response.status, data, errors.length]).toEqual([400, undefined, 1]);
    const { extensions, message } = errors[0];
    expect(extensions).toEqual({
      code: 'OPERATION_LIMIT_EXCEEDED',
      limit,
      allowed: limits[limit as keyof OperationLimits],
      asked: expect.any(Number),
    });
    expect(extensions.asked).toBeGreaterThan(extensions.allowed);
    expect(message).toMatch(/and \d+ are allowed\. [A-Z]/);
    expect([...server.people.requests, ...server.shelf.requests]).toEqual([]);
  });

  it('is taken again when it asks for less', async () => {
    expect((await server.post(`{ hello ${user} }`)).status).toBe(200);
  });

  it('is refused at the stream, too', async () => {
    const response = await fetch(`${server.router.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { mine { a: id b: id c: id } }' }),
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as any).errors[0].extensions).toMatchObject({ limit: 'aliases', asked: 3 });
  });

  it('is answered with null and an error when its answer becomes too large, which a stream survives', async () => {
    const long = 'x'.repeat(500);
    const response = await server.post('query ($name: String) { hello(name: $name) }', {}, { name: long });
    const answer = (await response.json()) as any;
    expect([response.status, answer.data]).toEqual([200, null]);
    const extensions = { code: 'ANSWER_TOO_LARGE', limit: 'answerBytes', allowed: 400 };
    expect(answer.errors).toMatchObject([{ extensions }]);

    const stream = await fetch(`${server.router.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { bookChanged(id: "1") { title } }' }),
    });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    const next = async (wanted: string): Promise<string> => {
      for (let seen = ''; ;) {
        const { value, done } = await reader.read();
        seen += value ?? '';
        if (seen.includes(wanted) || done) return seen;
      }
    };
    await next('Graphs');
    server.retitle(long);
    expect(await next('errors')).toContain('ANSWER_TOO_LARGE');
    server.retitle('Shorter');
    expect(await next('Shorter')).toContain('{"data":{"bookChanged":{"title":"Shorter"}}}');
    await reader.cancel();
  });
});
