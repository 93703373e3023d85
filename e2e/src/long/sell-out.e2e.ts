import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sellOut } from '../loads/sell-out.ts';
import { eventually } from '../stack/eventually.ts';
import { MODES, type RunningShop } from '../stack/shop.ts';
import { startOwnShop } from '../stack/shops.ts';
import { databaseClock, NOTHING_UNFINISHED, unfinishedSince } from '../stack/unfinished-since.ts';

describe.each(MODES)('the shop as %s', (mode) => {
  let shop: RunningShop;
  beforeAll(async () => {
    // A crowd waits its turn: 100 at once must be able to pay within the window on a busy machine.
    shop = await startOwnShop({ windowSeconds: 60 }, mode);
  });
  afterAll(() => shop.stop());

  it('sells exactly 500 units to 5,000 buyers, 100 at once, and leaves nothing unfinished after 30 s', async () => {
    const since = await databaseClock(shop.databases);
    await sellOut(shop, { buyers: 5_000, units: 500, atOnce: 100 });
    await eventually(async () => expect(await unfinishedSince(shop.databases, since)).toEqual(NOTHING_UNFINISHED), {
      withinMs: 30_000,
    });
  });
});
