import { setTimeout as sleep } from 'node:timers/promises';
import { serviceNames } from '@storegraph/standalone/cluster';
import { describe, expect, it } from 'vitest';
import { startOwnShop } from '../stack/shops.ts';
import { gatherCrowd } from './crowd.ts';

const SHOPPERS = 4;

describe('two processes of each service', { timeout: 180_000 }, () => {
  it('lose one after the other while people order and pay: nothing is lost, and nothing happens twice', async () => {
    const shop = await startOwnShop({ windowSeconds: 120 });
    try {
      const crowd = await gatherCrowd(shop.url, SHOPPERS);
      await crowd.shopWhile(async () => {
        for (const service of serviceNames) {
          const died = shop.death(service);
          shop.killOne(service);
          await died;
          await sleep(500);
          await shop.restart(service);
        }
      });
      const count = await crowd.expectAllPaidOnce();
      console.log(`one process of each service killed in turn: ${count} orders, each paid once`);
      expect(count).toBeGreaterThanOrEqual(SHOPPERS);
    } finally {
      await shop.stop();
    }
  });
});
