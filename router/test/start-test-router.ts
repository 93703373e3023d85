import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, SignJWT } from 'jose';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { startRouter, type RouterOptions } from '../src/server.ts';
import { shopInMemory, testGraph } from './shop-in-memory.ts';

const keys = await generateKeyPair('EdDSA');

export const user = { id: '0198c0de-0000-7000-8000-000000000001', session: '0198c0de-0000-7000-8000-000000000002' };

/** An access token as the user subgraph issues it. */
export const accessToken = (expiresIn = '10m', claims: { role?: 'STAFF'; sid?: string } = {}): Promise<string> =>
  new SignJWT({ role: 'CUSTOMER', guest: false, sid: user.session, ...claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(user.id)
    .setIssuer('issuer')
    .setAudience('audience')
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(keys.privateKey);

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'router-test-'));

/** A router on a free port over subgraphs in memory. */
export async function startTestRouter(options: Partial<RouterOptions> = {}) {
  const shop = shopInMemory();
  const router = await startRouter({
    host: '127.0.0.1',
    port: 0,
    clients: shop.clients,
    streams: shop.streams,
    endedSessions: shop.endedSessions,
    readinessChecks: Object.fromEntries(
      (['people', 'shelf'] as const).map((name) => [
        name,
        async () => {
          if (shop[name].state.isDown) throw new Error(`${name} is down`);
        },
      ]),
    ),
    keySet: async () => keys.publicKey,
    issuer: 'issuer',
    audience: 'audience',
    isPlaygroundEnabled: false,
    allowedOrigins: [],
    addressSecret: new TextEncoder().encode('a secret of at least 32 characters'),
    secureCookies: false,
    clientFolder: emptyFolder(),
    pictureFolder: emptyFolder(),
    log: createLogger('router', 'silent'),
    graph: testGraph,
    ...options,
  });
  const post = (query: string, headers: Record<string, string> = {}, variables?: object) =>
    fetch(`${router.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
  const ask = async (query: string, headers: Record<string, string> = {}, variables?: object): Promise<any> =>
    (await post(query, headers, variables)).json();
  return { ...shop, router, post, ask };
}
