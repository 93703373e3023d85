import { createClient, type Client } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accessToken, startTestRouter, user } from './start-test-router.ts';

let server: Awaited<ReturnType<typeof startTestRouter>>;
let client: Client | null = null;
const started: (typeof server)[] = [];
const start = async (options?: Parameters<typeof startTestRouter>[0]) => {
  started.push(await startTestRouter(options));
  return started.at(-1)!;
};
beforeEach(async () => {
  server = await start();
});
afterEach(async () => {
  client?.dispose();
  await Promise.all(started.splice(0).map(({ router }) => router.stop()));
});

type Claims = Parameters<typeof accessToken>[1];
const bearer = async (claims?: Claims) => ({ authorization: `Bearer ${await accessToken('10m', claims)}` });
const whoIs = async (from: typeof server, claims?: Claims) => {
  const response = await from.post('{ me { id } }', await bearer(claims));
  const { data } = (await response.json()) as { data: { me: { id: string } | null } };
  return { id: data.me?.id ?? null, challenge: response.headers.get('www-authenticate') };
};
const signedIn = { id: user.id, challenge: null };

describe('the access token of a session that has ended', () => {
  it('is nobody’s from then on, and tells the client to refresh', async () => {
    expect(await whoIs(server)).toEqual(signedIn);
    server.endSession(user.session);
    await vi.waitFor(async () =>
      expect(await whoIs(server)).toEqual({ id: null, challenge: 'Bearer error="invalid_token"' }),
    );
    expect(server.people.requests.at(-1)?.viewer).toMatchObject({ kind: 'anonymous', endedUserId: user.id });
  });

  it('is nobody’s to a router that starts later', async () => {
    server.endSession(user.session);
    const later = await start({ endedSessions: server.endedSessions });
    expect(await whoIs(later)).toMatchObject({ id: null });
  });

  it('leaves other sessions alone', async () => {
    const another = '0198c0de-0000-7000-8000-00000000dead';
    server.endSession(another);
    await vi.waitFor(async () => expect(await whoIs(server, { sid: another })).toMatchObject({ id: null }));
    expect(await whoIs(server)).toEqual(signedIn);
  });
});

describe('an open stream', () => {
  const follow = (authorization: string, retryAttempts: number) => {
    client = createClient({
      url: `${server.router.url}/graphql/stream`,
      headers: { authorization },
      retryAttempts,
    });
    return client.iterate({ query: 'subscription { bookChanged(id: "7") { title } }' });
  };

  it('is cut off when its session ends, and cannot be opened again', async () => {
    const { authorization } = await bearer();
    const answers = follow(authorization, 0);
    await answers.next();
    expect(server.listening.size).toBe(1);
    server.endSession(user.session);
    await vi.waitFor(() => expect(server.listening.size).toBe(0));
    const again = await fetch(`${server.router.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization },
      body: JSON.stringify({ query: 'subscription { bookChanged(id: "7") { title } }' }),
    });
    expect(again.status).toBe(401);
  });
});

describe('while nothing is heard of ended sessions', () => {
  const untilUnheard = () => new Promise((resolve) => setTimeout(resolve, 1_200));

  it('a shopper goes on, and nobody is taken for staff', async () => {
    expect(await whoIs(server, { role: 'STAFF' })).toEqual(signedIn);
    server.sessions.isSilent = true;
    await untilUnheard();
    expect(await whoIs(server)).toEqual(signedIn);
    // Nothing is wrong with the token, so the client is not told to refresh.
    expect(await whoIs(server, { role: 'STAFF' })).toEqual({ id: null, challenge: null });
    server.sessions.isSilent = false;
    await vi.waitFor(async () => expect(await whoIs(server, { role: 'STAFF' })).toEqual(signedIn));
  });

  it('since the start, the router is not ready, and nobody is signed in', async () => {
    const deaf = await start({
      endedSessions: () => {
        throw new Error('connect ECONNREFUSED 10.0.0.7:4001');
      },
    });
    expect(await whoIs(deaf)).toEqual({ id: null, challenge: null });
    const ready = await fetch(`${deaf.router.url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { parts: { sessions: 'down' } }]);
  });
});
