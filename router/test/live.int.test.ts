import { createClient, type Client } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accessToken, startTestRouter } from './start-test-router.ts';

const query = 'subscription Follow($id: ID!) { bookChanged(id: $id) { id title author { name } } }';
const answer = (title: string) => ({ data: { bookChanged: { id: '7', title, author: { name: 'Author a' } } } });

let server: Awaited<ReturnType<typeof startTestRouter>>;
let client: Client | null = null;
beforeEach(async () => {
  server = await startTestRouter({ heartbeatMs: 50, streamLimits: { perUser: 2, inAll: 3 } });
});
afterEach(async () => {
  client?.dispose();
  await server.router.stop();
});

type Headers = Record<string, string>;

/** As a browser does: opens the stream again, with new headers, when it was cut off. */
function follow(headers: () => Headers | Promise<Headers> = () => ({})) {
  client = createClient({
    url: `${server.router.url}/graphql/stream`,
    headers,
    retryAttempts: 20,
    retry: () => new Promise((resolve) => setTimeout(resolve, 20)),
  });
  return client.iterate({ query, variables: { id: '7' } });
}

const open = (headers: Headers = {}, body: unknown = { query, variables: { id: '7' } }, method = 'POST') =>
  fetch(`${server.router.url}/graphql/stream`, {
    method,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

const next = async (answers: AsyncIterator<unknown>): Promise<unknown> => (await answers.next()).value;

describe('a stream', () => {
  it('says how things are, then answers each event from all subgraphs', async () => {
    const answers = follow();
    expect(await next(answers)).toEqual(answer('Graphs'));
    server.retitle('Graphs, 2nd edition');
    expect(await next(answers)).toEqual(answer('Graphs, 2nd edition'));
  });

  it('leaves nothing behind when its reader goes', async () => {
    const answers = follow();
    await next(answers);
    expect(server.listening.size).toBe(1);
    client?.dispose();
    await vi.waitFor(() => expect(server.listening.size).toBe(0));
  });

  it('outlives the subgraph that it comes from', async () => {
    const answers = follow();
    await next(answers);
    server.shelf.state.isDown = true;
    server.shelf.cutStreams();
    server.shelf.state.isDown = false;
    expect(await next(answers)).toEqual(answer('Graphs'));
  });

  it('answers what another subgraph cannot say as unknown, and goes on', async () => {
    const answers = follow();
    await next(answers);
    server.people.state.isDown = true;
    server.retitle('a');
    expect(await next(answers)).toMatchObject({
      data: { bookChanged: { title: 'a', author: null } },
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    });
    server.people.state.isDown = false;
    server.retitle('b');
    expect(await next(answers)).toEqual(answer('b'));
  });

  it('shows that it lives', async () => {
    const reader = (await open()).body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while ((text.match(/^:$/gm) ?? []).length < 3) text += (await reader.read()).value;
    expect(text).toContain('event: next');
    await reader.cancel();
  });

  it('is cut off when its token expires, and goes on with the next one', async () => {
    const tokens = [await accessToken('2s'), await accessToken()];
    const used: string[] = [];
    const answers = follow(() => {
      used.push(tokens[used.length]!);
      return { authorization: `Bearer ${used.at(-1)}` };
    });
    // On a slow day the first has expired before it is used.
    while (used.length < 2) expect(await next(answers)).toEqual(answer('Graphs'));
    expect(used).toEqual(tokens);
  });

  it('is cut off when the router stops, which waits for nobody', async () => {
    const { body } = await open();
    const stopped = server.router.stop();
    const text = await new Response(body).text();
    await stopped;
    expect(text).not.toContain('event: complete');
    expect(server.listening.size).toBe(0);
  });

  it('is over when it may not begin', async () => {
    expect(await (await open({}, { query: 'subscription { mine { id } }' })).text()).toMatch(
      /event: next\ndata: .*UNAUTHENTICATED.*\n\nevent: complete/,
    );
  });
});

describe('the limits of streams', () => {
  it('are so many for a user, and so many in all', async () => {
    const authorization = `Bearer ${await accessToken()}`;
    const opened = [await open({ authorization }), await open({ authorization })];
    const refused = await open({ authorization });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    opened.push(await open());
    expect((await open()).status).toBe(503);
    await opened[0]!.body!.cancel();
    await vi.waitFor(async () => {
      const again = await open({ authorization });
      expect(again.status).toBe(200);
      await again.body!.cancel();
    });
  });

  it.each<[number, string, Headers, unknown, string?]>([
    [405, 'GET', {}, null, 'GET'],
    [415, 'a form of another page', { 'content-type': 'text/plain' }, { query }],
    [406, 'who cannot read events', { accept: 'application/json' }, { query }],
    [413, 'a large body', {}, { query, variables: { id: 'x'.repeat(100_000) } }],
    [400, 'what is not JSON', {}, '{'],
    [400, 'what is no request', {}, { query: 7 }],
    [400, 'a broken document', {}, { query: 'subscription {' }],
    [400, 'many tokens', {}, { query: `subscription { bookChanged(id: "1") { ${'id '.repeat(2_000)} } }` }],
    [400, 'an unknown field', {}, { query: 'subscription { bookChangd(id: "1") { id } }' }],
    [400, 'queries', {}, { query: '{ __schema { types { name } } }' }],
    [400, 'mutations', {}, { query: 'mutation { buy }' }],
    [400, 'two root fields', {}, { query: 'subscription { a: mine { id } b: mine { id } }' }],
    [400, 'an operation that is not there', {}, { query, operationName: 'Other' }],
  ])('answer %i to %s', async (status, _, headers, body, method) => {
    const response = await open(headers, body, method);
    expect(response.status).toBe(status);
    expect(JSON.stringify(await response.json())).not.toContain('Did you mean');
    expect(server.listening.size).toBe(0);
  });

  it('begin with a token that is valid, if any', async () => {
    const response = await open({ authorization: `Bearer ${await accessToken('-1s')}` });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it('take any way to ask for events', async () => {
    for (const accept of ['text/event-stream, application/json;q=0.5', 'Text/Event-Stream;q=0.9', '*/*']) {
      const response = await open({ accept });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      await response.body!.cancel();
    }
  });

  it('refuse variables that do not fit', async () => {
    const response = await open({}, { query });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('$id'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});
