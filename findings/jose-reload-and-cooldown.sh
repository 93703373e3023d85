#!/usr/bin/env bash
# jose 6.2.17: who calls `reload()` of a remote key set as often as its cooldown never sees it fetch an unknown key.
#
# `createRemoteJWKSet` fetches the keys again when a token names one that it does not know, but for `cooldownDuration`
# after the last fetch. A fetch that was asked for by `reload()` begins that time anew. A service that reloads each
# 20 s, so as to know of new keys early, with the default cooldown of 30 s, is thus always cooling down: tokens of a key
# that came in between are refused until the next reload, while without any reload they would be let in at once.
# Source: jose/dist/webapi/jwks/remote.js: `reload` sets `jwksTimestamp`, by which `coolingDown` is told
#
# Seen (cooldown 300 ms; a new key is published 400 ms after the first token): left alone: let in, 2 fetches;
# reloaded each 200 ms: ERR_JWKS_NO_MATCHING_KEY
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund jose@6.2.17 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > cools.js <<'JS'
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';

const keyOf = async (kid) => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  return { public: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }, sign: () => new SignJWT({}).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey) };
};
const [first, second] = [await keyOf('first'), await keyOf('second')];
let published = [];
let fetches = 0;
const server = createServer((_, response) => {
  fetches++;
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
}).listen(0);
const url = new URL(`http://127.0.0.1:${server.address().port}/`);

const outcome = async (isReloaded) => {
  [published, fetches] = [[first.public], 0];
  const keys = createRemoteJWKSet(url, { cooldownDuration: 300 });
  await jwtVerify(await first.sign(), keys);
  await sleep(200);
  if (isReloaded) await keys.reload();
  await sleep(200);
  published = [first.public, second.public];
  const token = await second.sign();
  return jwtVerify(token, keys).then(() => `let in, ${fetches} fetches`, (error) => error.code);
};
const [alone, reloaded] = [await outcome(false), await outcome(true)];
console.log(`left alone: ${alone}; reloaded each 200 ms: ${reloaded}`);
server.close();
process.exitCode = alone === 'let in, 2 fetches' && reloaded === 'ERR_JWKS_NO_MATCHING_KEY' ? 0 : 1;
JS
node cools.js || { echo 'CHANGED'; exit 1; }
