import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accessToken, startTestRouter } from './start-test-router.ts';

let server: Awaited<ReturnType<typeof startTestRouter>>;
beforeEach(async () => {
  server = await startTestRouter();
});
afterEach(() => server.router.stop());

const everywhere = '{ hello books { title } }';
const visitorCookie = (response: Response): string | undefined =>
  response.headers.getSetCookie().find((cookie) => cookie.includes('storegraph_visitor='));

describe('cookies of sign-in', () => {
  it('reach the subgraph that handles them, and no other', async () => {
    await server.post(everywhere, { cookie: 'refresh=secret; theme=dark' });
    expect(server.people.requests[0]?.cookie).toBe('refresh=secret; theme=dark');
    expect(server.shelf.requests[0]).not.toHaveProperty('cookie');
  });

  it('are set by the subgraph that handles them, and no other', async () => {
    const response = await server.post(everywhere);
    expect(response.headers.getSetCookie()).toEqual(expect.arrayContaining(['refresh=one-time; HttpOnly']));
    expect(response.headers.getSetCookie().join()).not.toContain('tracker');
  });
});

describe('the visitor', () => {
  it('gets a cookie with the first post, and is the same afterwards', async () => {
    const cookie = visitorCookie(await server.post('{ hello }'))!;
    const response = await server.post('{ hello }', { cookie: cookie.split(';')[0]! });
    expect(visitorCookie(response)).toBeUndefined();
    const [first, second] = server.people.requests.map(({ viewer }) => viewer.kind === 'anonymous' && viewer.visitorId);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toBe(first);
  });

  it('stays unknown to subgraphs by their cookie', async () => {
    const pair = visitorCookie(await server.post('{ hello }'))!.split(';')[0]!;
    await server.post('{ hello }', { cookie: `${pair}; refresh=secret` });
    expect(server.people.requests[1]?.cookie).toBe('refresh=secret');
  });

  it('gets no cookie with a GET', async () => {
    const response = await fetch(`${server.router.url}/graphql?query={hello}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(response.status).toBe(200);
    expect(visitorCookie(response)).toBeUndefined();
  });

  it('is nobody who has an account, and so a cart, of their own', async () => {
    const response = await server.post('{ hello }', { authorization: `Bearer ${await accessToken()}` });
    expect(visitorCookie(response)).toBeUndefined();
    expect(server.people.requests[0]?.viewer).toMatchObject({ kind: 'user', visitorId: null });
  });
});
