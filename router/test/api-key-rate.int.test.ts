import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestRouter } from './start-test-router.ts';

let server: Awaited<ReturnType<typeof startTestRouter>>;
beforeAll(async () => {
  server = await startTestRouter({ apiKeyRate: { tries: 2, seconds: 60 } });
});
afterAll(() => server.router.stop());

const askWith = (mark: string): Promise<Response> =>
  server.post('{ hello }', { authorization: `Bearer sg_${mark.repeat(43)}` });

it('answers an API key that asks too often with when to come again, and leaves others alone', async () => {
  expect([(await askWith('a')).status, (await askWith('a')).status]).toEqual([200, 200]);
  const refused = await askWith('a');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await askWith('b')).status).toBe(200);
  expect((await server.post('{ hello }')).status).toBe(200);
});
