import { afterAll, beforeAll, describe, it } from 'vitest';
import { cancelAtTheEndOfTheHold } from '../loads/hold-race.ts';
import { racesOf } from '../loads/races.ts';
import { MODES, type RunningShop } from '../stack/shop.ts';
import { startOwnShop } from '../stack/shops.ts';

const COUNT = 500;

describe.each(MODES)('one of two, in the shop as %s,', (mode) => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await startOwnShop({ windowSeconds: 60 }, mode);
  });
  afterAll(() => shop.stop());

  racesOf(() => shop, COUNT);
});

describe.each(MODES)('a short hold, in the shop as %s,', (mode) => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await startOwnShop({ holdMinutes: 1 }, mode);
  });
  afterAll(() => shop.stop());

  it('ends an order once, when it is cancelled while its hold runs out', () => cancelAtTheEndOfTheHold(shop, COUNT));
});
