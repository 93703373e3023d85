import { afterEach, describe, expect, it } from 'vitest';
import type { SubgraphClient, SubgraphRequest } from '@storegraph/subgraph-kit/http/subgraph-request';
import { shopInMemory } from './shop-in-memory.ts';
import { startTestRouter } from './start-test-router.ts';

const BODY = '{"id": 1,  "name": "é"}';
const asked: SubgraphRequest[] = [];
const running: { stop(): Promise<void> }[] = [];

const answering =
  (data: unknown): SubgraphClient =>
  async (request) => {
    asked.push(request);
    return { result: { data: data as Record<string, unknown> }, setCookies: [] };
  };

async function open(payment?: SubgraphClient) {
  const { router } = await startTestRouter(payment && { clients: { ...shopInMemory().clients, payment } });
  running.push(router);
  return (path: string, init: RequestInit = {}) =>
    fetch(`${router.url}${path}`, { method: 'POST', body: BODY, ...init });
}

afterEach(async () => {
  asked.length = 0;
  for (const each of running.splice(0)) await each.stop();
});

describe('POST /webhooks/{provider}', () => {
  it('carries body and headers to payment byte by byte, without what identifies people, and answers 204', async () => {
    const post = await open(answering({ receiveWebhook: { __typename: 'WebhookAccepted' } }));
    const response = await post('/webhooks/some-pay', {
      headers: { 'x-signature': 'abc', cookie: 'session=1', authorization: 'Bearer x' },
    });
    expect([response.status, await response.text(), response.headers.get('set-cookie')]).toEqual([204, '', null]);
    const { variables, viewer } = asked[0]!;
    const { provider, headers, body } = variables!['input'] as {
      provider: string;
      headers: { name: string; value: string }[];
      body: string;
    };
    expect([provider, Buffer.from(body, 'base64').toString()]).toEqual(['some-pay', BODY]);
    const names = headers.map(({ name }) => name);
    expect(headers).toContainEqual({ name: 'x-signature', value: 'abc' });
    expect([names.includes('cookie'), names.includes('authorization')]).toEqual([false, false]);
    expect(viewer).toEqual({ kind: 'service', service: 'router' });
  });

  it.each([
    ['WRONG_SIGNATURE', 401],
    ['UNKNOWN', 404],
    ['MALFORMED', 400],
  ])('answers a refusal for %s with %i', async (reason, status) => {
    const post = await open(answering({ receiveWebhook: { __typename: 'WebhookRefused', reason } }));
    expect((await post('/webhooks/test')).status).toBe(status);
  });

  it('asks to be told again while payment does not answer', async () => {
    const post = await open(() => Promise.reject(new Error('down')));
    const response = await post('/webhooks/test');
    expect([response.status, Number(response.headers.get('retry-after')) > 0]).toEqual([503, true]);
  });

  it.each(['/webhooks/', '/webhooks/Test', '/webhooks/a/b', '/webhooks/..%2Fgraphql', `/webhooks/${'a'.repeat(33)}`])(
    'asks nobody about %s',
    async (path) => {
      const post = await open(answering({ receiveWebhook: { __typename: 'WebhookAccepted' } }));
      expect((await post(path)).status).toBe(404);
      expect(asked).toEqual([]);
    },
  );

  it('knows no provider in a graph without payments', async () => {
    const post = await open();
    expect((await post('/webhooks/test')).status).toBe(404);
  });

  it('takes 64 kB and no more, and nothing but POST', async () => {
    const post = await open(answering({ receiveWebhook: { __typename: 'WebhookAccepted' } }));
    expect((await post('/webhooks/test', { body: 'x'.repeat(65_536) })).status).toBe(204);
    expect((await post('/webhooks/test', { body: 'x'.repeat(65_537) })).status).toBe(413);
    expect((await post('/webhooks/test', { method: 'GET', body: null })).status).toBe(405);
    expect(asked).toHaveLength(1);
  });
});
