import { afterAll, beforeAll, describe, it } from 'vitest';
import { placeUnderSameKey } from '../loads/same-key.ts';
import { MODES, type RunningShop } from '../stack/shop.ts';
import { startOwnShop } from '../stack/shops.ts';

describe.each(MODES)('in the shop as %s', (mode) => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await startOwnShop({}, mode);
  });
  afterAll(() => shop.stop());

  it('100 keys make 100 orders, each sent 50 times at once', () => placeUnderSameKey(shop, { keys: 100, copies: 50 }));
});
