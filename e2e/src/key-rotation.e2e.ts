import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serviceEnvironment } from '@storegraph/standalone/env';
import { decodeProtectedHeader } from 'jose';
import { expect, it } from 'vitest';
import { newCustomer } from './actors/shopper.ts';
import { refreshSession } from './actors/sign-in.ts';
import { createVisitor } from './actors/visitor.ts';
import { eventually } from './stack/eventually.ts';
import { startOwnShop } from './stack/shops.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Longer than routers wait until they ask for a key again.
const LEAD_SECONDS = 8;
const ROTATIONS = 2;
const SHOPPERS = 6;

const ME = '{ me { id } }';

it('refuses nobody while keys are rotated', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  const file = join(folder, 'keys.json');
  const { stdout } = await promisify(execFile)(process.execPath, ['standalone/src/keys-main.ts'], { cwd: root });
  await writeFile(file, stdout);
  const shop = await startOwnShop({ settings: { ACCESS_TOKEN_KEYS_FILE: file } });
  const keyOf = (token: string | null): unknown => decodeProtectedHeader(token ?? '').kid;
  let asked = 0;
  const refused: unknown[] = [];
  const keysSeen = new Set<unknown>();
  let isOver = false;
  try {
    const shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => newCustomer(shop.url)));
    const oldest = createVisitor(shop.url);
    oldest.accessToken = shoppers[0]?.visitor.accessToken ?? null;
    const askAll = async (): Promise<void> => {
      for (const { visitor, id } of [...shoppers, { visitor: oldest, id: shoppers[0]?.id }]) {
        const { data, status } = await visitor.ask(ME);
        asked++;
        if (data?.me?.id !== id) refused.push({ status, data, key: keyOf(visitor.accessToken) });
      }
    };
    const refreshAll = async (): Promise<void> => {
      for (const { visitor } of shoppers) {
        const outcome = await refreshSession(visitor);
        asked++;
        if (outcome.__typename !== 'SignInSuccess') refused.push(outcome);
        keysSeen.add(keyOf(visitor.accessToken));
      }
    };
    const traffic = (async () => {
      while (!isOver) {
        await refreshAll();
        await askAll();
      }
    })();
    for (let rotations = 1; rotations <= ROTATIONS; rotations++) {
      await promisify(execFile)(process.execPath, ['standalone/src/keys-rotate-main.ts', `--lead=${LEAD_SECONDS}`], {
        cwd: root,
        env: serviceEnvironment({ ACCESS_TOKEN_KEYS_FILE: file }),
      });
      await eventually(async () => expect(keysSeen.size).toBe(rotations + 1), { withinMs: 60_000 });
    }
    isOver = true;
    await traffic;
    console.log(`${asked} requests, ${keysSeen.size} keys, ${refused.length} refused`);
    expect(refused).toEqual([]);

    if (shop.subgraphUrls !== null) {
      const published = async (): Promise<string[]> =>
        (
          (await (await fetch(`${shop.subgraphUrls?.user}/.well-known/jwks.json`)).json()) as {
            keys: { kid: string }[];
          }
        ).keys.map(({ kid }) => kid);
      const { keys } = JSON.parse(await readFile(file, 'utf8'));
      expect(await published()).toEqual(keys.map(({ kid }: { kid: string }) => kid));
      // As if the newest had signed for longer than a token lives.
      const [newest, ...older] = keys;
      const longAgo = Math.floor(Date.now() / 1000) - 3_600;
      await writeFile(file, JSON.stringify({ keys: [{ ...newest, signsFrom: longAgo }, ...older] }));
      await eventually(async () => expect(await published()).toEqual([newest.kid]));
    }
  } finally {
    isOver = true;
    await shop.stop();
    await rm(folder, { recursive: true });
  }
});
