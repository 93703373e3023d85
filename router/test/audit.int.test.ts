import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestRouter } from './start-test-router.ts';

let server: Awaited<ReturnType<typeof startTestRouter>>;
beforeAll(async () => {
  server = await startTestRouter({ isPlaygroundEnabled: true });
});
afterAll(() => server.router.stop());

// Addresses are made late: the audits are listed before the server listens.
const audits = serverAudits({
  url: 'http://router/graphql',
  fetchFn: (url: string, init: RequestInit) => fetch(url.replace('http://router', server.router.url), init),
});

describe('GraphQL over HTTP', () => {
  it.each(audits.filter(({ name }) => name.startsWith('MUST')).map(({ id, name, fn }) => ({ id, name, fn })))(
    '$id $name',
    async ({ fn }) => expect(await fn()).toMatchObject({ status: 'ok' }),
  );

  it('meets every SHOULD and MAY, but for those that cost safety or clearness', async () => {
    const results = await Promise.all(audits.filter(({ name }) => !name.startsWith('MUST')).map(({ fn }) => fn()));
    const missed = results.filter(({ status }) => status !== 'ok').map(({ name }) => name);
    expect(missed.sort()).toEqual([
      // A GET without a header of ours could come from a page of somebody else's.
      'MAY accept application/x-www-form-urlencoded formatted GET requests',
      'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
      'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
      // A request that cannot be executed is answered 400, so that proxies and monitors see it as what it is.
      'SHOULD use 200 status code on document parsing failure when accepting application/json',
      'SHOULD use 200 status code on document validation failure when accepting application/json',
      'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
    ]);
  });
});
