import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '@storegraph/demo-shop/random';
import { startPrivateDatabase } from '@storegraph/private-database/private-database';
import { describe, expect, it } from 'vitest';
import { chosenSeed, sized } from '@storegraph/testkit/env';
import { expectSound } from '../stack/expect-sound.ts';
import { sharedShop, startOwnShop } from '../stack/shops.ts';
import { startStack } from '../stack/start-stack.ts';
import { gatherCrowd } from './crowd.ts';

const SHOPPERS = 6;
const CUT_SHARE = 0.1;

// In one process the whole shop is killed with its database: see kill.e2e.ts.
describe.skipIf(sharedShop().mode === 'standalone')(
  'a database that fails while people order and pay',
  { timeout: 300_000 },
  () => {
    it('cuts answers to COMMIT: nothing that was acknowledged is lost, and nothing happens twice', async () => {
      const seed = chosenSeed();
      const random = createRandom(seed);
      const shop = await startOwnShop({ windowSeconds: 120, hasFaults: true });
      try {
        const crowd = await gatherCrowd(shop.url, SHOPPERS);
        const database = shop.faultsOf('database');
        await crowd.shopWhile(async () => {
          database.set({ kind: 'cut commits', isCut: () => random.chance(CUT_SHARE) });
          await sleep(sized(6_000, 60_000));
          database.set({ kind: 'none' });
        });
        const count = await crowd.expectAllPaidOnce();
        console.log(`SEED=${seed}: ${database.cuts()} answers to COMMIT cut, ${count} orders, each paid once`);
        expect(database.cuts()).toBeGreaterThan(0);
        expect(count).toBeGreaterThanOrEqual(SHOPPERS);
      } finally {
        await shop.stop();
      }
    });

    it('is killed three times: nothing that was acknowledged is lost, and nothing happens twice', async () => {
      const seed = chosenSeed();
      const random = createRandom(seed);
      const dataDir = await mkdtemp(join(tmpdir(), 'storegraph-faults-'));
      let server = await startPrivateDatabase({ dataDir });
      const { port } = server;
      const shop = await startStack('cluster', server.rootUrl, { windowSeconds: 120 });
      try {
        const crowd = await gatherCrowd(shop.url, SHOPPERS);
        await crowd.shopWhile(async () => {
          for (let time = 0; time < 3; time++) {
            await sleep(random.int(500, sized(2_000, 10_000)));
            process.kill(server.pid, 'SIGKILL');
            await server.stop();
            server = await startPrivateDatabase({ dataDir, port });
          }
        });
        const count = await crowd.expectAllPaidOnce();
        console.log(`SEED=${seed}: database killed 3 times, ${count} orders, each paid once`);
        expect(count).toBeGreaterThanOrEqual(SHOPPERS);
        await expectSound(shop.databases);
      } finally {
        await shop.stop();
        await server.stop();
        await rm(dataDir, { recursive: true, force: true });
      }
    });
  },
);
