import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { readBody, sendJson, startHttpServer, type HttpServer } from '@storegraph/subgraph-kit/http/http-server';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { verifyStatement, VIEWER_HEADER } from '@storegraph/subgraph-kit/viewer';
import { inheritedNodeOptions } from '@storegraph/testkit/env';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SECRET = 'an internal secret of the tests only';
const USER_ID = '0198c0de-0000-7000-8000-000000000001';
const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });

let user: HttpServer;
beforeAll(async () => {
  user = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: createLogger('user', 'silent'),
    handler: async (request, response) => {
      if (request.url === '/.well-known/jwks.json')
        return sendJson(response, 200, { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA' }] });
      await readBody(request, 10_000);
      const asked = verifyStatement(String(request.headers[VIEWER_HEADER]), new TextEncoder().encode(SECRET));
      if (asked === null)
        return sendJson(response, 401, { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] });
      if (request.url === '/graphql/stream') {
        response.writeHead(200, { 'content-type': 'application/x-ndjson' });
        response.write('{"answer":{"data":{"sessionsEnded":[]}}}\n');
        return;
      }
      const { viewer } = asked;
      sendJson(response, 200, { data: { me: viewer.kind === 'user' ? { id: viewer.userId } : null } });
    },
  });
});
afterAll(() => user.stop());

type Run = {
  readonly process: ChildProcess;
  readonly url: Promise<string>;
  readonly ended: Promise<{ code: number | null; output: string }>;
};

function run(env: Record<string, string>): Run {
  const process_ = spawn(process.execPath, [fileURLToPath(new URL('../src/main.ts', import.meta.url))], {
    env: { PORT: '0', ...inheritedNodeOptions(), ...env },
  });
  let output = '';
  const url = Promise.withResolvers<string>();
  const read = (chunk: Buffer): void => {
    output += chunk.toString();
    const line = output.split('\n').find((each) => each.includes('router listens'));
    if (line?.endsWith('}')) url.resolve((JSON.parse(line) as { url: string }).url);
  };
  process_.stdout.on('data', read);
  process_.stderr.on('data', read);
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    process_.on('close', (code) => resolve({ code, output })),
  );
  return { process: process_, url: url.promise, ended };
}

const token = (): Promise<string> =>
  new SignJWT({ role: 'CUSTOMER', guest: true, sid: USER_ID })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k1' })
    .setSubject(USER_ID)
    .setIssuer('storegraph')
    .setAudience('storegraph')
    .setExpirationTime('1m')
    .sign(privateKey);

const askMe = async (url: string, headers: Record<string, string> = {}): Promise<unknown> => {
  const body = JSON.stringify({ query: '{ me { id } }' });
  return (
    await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  ).json();
};

describe('the router as a process of its own', () => {
  it('reaches subgraphs over HTTP, checks tokens by their keys, and stops when told', async () => {
    const router = run({ INTERNAL_SECRET: SECRET, SUBGRAPH_USER_URL: user.url });
    const url = await router.url;
    expect(await askMe(url, { authorization: `Bearer ${await token()}` })).toEqual({ data: { me: { id: USER_ID } } });
    expect(await askMe(url)).toEqual({ data: { me: null } });
    router.process.kill('SIGTERM');
    expect((await router.ended).code).toBe(0);
  });

  it('does not ask people to sign in when its own secret is wrong', async () => {
    const router = run({ INTERNAL_SECRET: 'another secret of the tests, also long', SUBGRAPH_USER_URL: user.url });
    expect(await askMe(await router.url)).toMatchObject({
      data: { me: null },
      errors: [{ path: ['me'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    });
    router.process.kill('SIGTERM');
    await router.ended;
  });

  it('tells all settings that do not fit, and does not start', async () => {
    const { code, output } = await run({ PORT: 'many', SECURE_COOKIES: 'yes' }).ended;
    expect(code).toBe(1);
    for (const name of ['PORT', 'SECURE_COOKIES', 'INTERNAL_SECRET']) expect(output).toContain(name);
    expect(output).not.toContain('    at ');
  });
});
