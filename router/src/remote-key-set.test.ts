import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followKeySet, type RemoteKeySet } from './remote-key-set.ts';

type Pair = { readonly kid: string; readonly privateKey: CryptoKey; readonly jwk: JWK };

const newPair = async (kid: string): Promise<Pair> => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' } };
};
const [first, second] = await Promise.all([newPair('first'), newPair('second')]);
const tokenOf = ({ kid, privateKey }: Pair): Promise<string> =>
  new SignJWT().setProtectedHeader({ alg: 'EdDSA', kid }).setExpirationTime('1m').sign(privateKey);

/** An issuer that publishes keys, until it is down. */
const issuer = { keys: [] as JWK[], isDown: false, asked: 0 };
const server = createServer((_, response) => {
  issuer.asked++;
  response.writeHead(issuer.isDown ? 503 : 200).end(JSON.stringify({ keys: issuer.keys }));
});
const open: RemoteKeySet[] = [];
const follow = (reloadMs?: number) => {
  const { port } = server.address() as AddressInfo;
  const followed = followKeySet(new URL(`http://127.0.0.1:${port}`), createLogger('router', 'silent'), reloadMs);
  open.push(followed);
  return async (pair: Pair): Promise<boolean> =>
    jwtVerify(await tokenOf(pair), followed.keySet).then(
      () => true,
      () => false,
    );
};

beforeEach(async () => {
  Object.assign(issuer, { keys: [first.jwk], isDown: false, asked: 0 });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  vi.useRealTimers();
  for (const each of open.splice(0)) each.stop();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

it('asks again for a key that it does not know, and not all the time', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const knows = follow();
  expect(await knows(first)).toBe(true);
  issuer.keys = [second.jwk, first.jwk];
  expect(await knows(second)).toBe(false);
  expect(issuer.asked).toBe(1);
  vi.setSystemTime(Date.now() + 5_000);
  expect(await knows(second)).toBe(true);
  expect(issuer.asked).toBe(2);
});

it('uses the last keys while the issuer does not answer', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const knows = follow(20);
  expect(await knows(first)).toBe(true);
  issuer.isDown = true;
  const { asked } = issuer;
  await vi.waitUntil(() => issuer.asked > asked + 1);
  vi.setSystemTime(Date.now() + 86_400_000);
  expect(await knows(first)).toBe(true);
});

it('forgets a key that was withdrawn', async () => {
  const knows = follow(20);
  expect(await knows(first)).toBe(true);
  issuer.keys = [second.jwk];
  await vi.waitUntil(async () => !(await knows(first)));
});
