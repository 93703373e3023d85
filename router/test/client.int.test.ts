import { expect, it, onTestFinished, vi } from 'vitest';
import { startTestRouter } from './start-test-router.ts';

const start = async (options: Parameters<typeof startTestRouter>[0] = {}) => {
  const server = await startTestRouter(options);
  onTestFinished(() => server.router.stop());
  return server;
};

it('tells subgraphs when a client gives up', async () => {
  const { router, shelf } = await start();
  const client = new AbortController();
  const answer = fetch(`${router.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ wait(ms: 1000) }' }),
    signal: client.signal,
  });
  await vi.waitFor(() => expect(shelf.requests).toHaveLength(1));
  expect(shelf.requests[0]?.signal?.aborted).toBe(false);
  client.abort();
  await expect(answer).rejects.toThrow('aborted');
  await vi.waitFor(() => expect(shelf.requests[0]?.signal?.aborted).toBe(true));
});

it('tells subgraphs by a hash from where a request comes, whatever its client says', async () => {
  const { ask, people } = await start();
  await ask('{ hello }');
  await ask('{ hello }', { 'x-forwarded-for': '198.51.100.1' });
  const [direct, forwarded] = people.requests.map(({ addressHash }) => addressHash);
  expect(direct).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(forwarded).toBe(direct);
});

it('believes a trusted proxy about its clients', async () => {
  const { ask, people } = await start({ trustedProxies: ['127.0.0.1'] });
  for (const client of ['198.51.100.1', '198.51.100.2', '198.51.100.1'])
    await ask('{ hello }', { 'x-forwarded-for': client });
  const [one, other, oneAgain] = people.requests.map(({ addressHash }) => addressHash);
  expect(other).not.toBe(one);
  expect(oneAgain).toBe(one);
});
