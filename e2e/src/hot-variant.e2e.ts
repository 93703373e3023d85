import { afterAll, beforeAll, expect, it } from 'vitest';
import { isRefusal } from './actors/outcome.ts';
import { newGuest } from './actors/shopper.ts';
import { signInAdmin, type Staff } from './actors/staff.ts';
import { sellOut } from './loads/sell-out.ts';
import type { RunningShop } from './stack/shop.ts';
import { startOwnShop } from './stack/shops.ts';

// A shop of its own: other tests would wait behind such a crowd.
let shop: RunningShop;
let admin: Staff;

beforeAll(async () => {
  shop = await startOwnShop({ windowSeconds: 60 });
  admin = await signInAdmin(shop.url);
});
afterAll(() => shop.stop());

it('sells exactly 50 units to 200 buyers who come at once', { timeout: 180_000 }, () =>
  sellOut(shop, { buyers: 200, units: 50, atOnce: 200 }),
);

it('names what is left of each short line, and holds nothing of the others', async () => {
  const [plenty, few, none] = await Promise.all([100, 3, 0].map((onHand) => admin.makeVariant({ onHand })));
  const buyer = await newGuest(shop.url);
  const outcome = await buyer.tryPlaceOrder([
    { variantId: plenty!.id, quantity: 5 },
    { variantId: few!.id, quantity: 4 },
    { variantId: none!.id, quantity: 1 },
  ]);
  expect(outcome.__typename).toBe('OutOfStockError');
  if (!isRefusal(outcome)) return;
  expect(outcome.shortages).toHaveLength(2);
  expect(outcome.shortages).toEqual(
    expect.arrayContaining([
      { variant: { id: few!.id }, requested: 4, available: 3 },
      { variant: { id: none!.id }, requested: 1, available: 0 },
    ]),
  );
  expect(await admin.stockOf(plenty!.id)).toEqual({ onHand: 100, reserved: 0, available: 100 });
});
