import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import { describe, expect, it } from 'vitest';
import { newGuest } from './actors/shopper.ts';
import { signInAdmin } from './actors/staff.ts';
import { createVisitor } from './actors/visitor.ts';
import { sharedShop, startOwnShop } from './stack/shops.ts';

type Priced = { readonly amount: number; readonly currency: string };

const MUG = '{ product(slug: "stone-mug") { variants { id price { amount currency } } } }';
const EVERY_PRICE = `{ products(first: 50) { edges { node { priceRange { min { amount currency } max { amount currency } } } } }
  orders(first: 50) { edges { node { total { amount currency } } } }
  payments(first: 50) { edges { node { amount { amount currency } } } } }`;

// The services are the same however they run.
describe.skipIf(sharedShop().mode === 'cluster')('a shop', { timeout: 60_000 }, () => {
  it.each([
    // What a stone mug of about 18 dollars may cost, in minor units: rupiah have two digits, yen none, dinars three.
    ['IDR', 20_000_000, 45_000_000],
    ['JPY', 2_000, 4_500],
    ['KWD', 4_000, 9_000],
  ])('in %s sells its demo at believable prices, and takes and gives back money', async (currency, least, most) => {
    const shop = await startOwnShop({ currency });
    try {
      const visitor = createVisitor(shop.url);
      const [{ id, price }] = (await visitor.read(MUG)).product.variants as [{ id: string; price: Priced }];
      expect(price.currency).toBe(currency);
      expect(price.amount).toBeGreaterThan(least);
      expect(price.amount).toBeLessThan(most);

      const order = await (await newGuest(shop.url)).placeOrder([{ variantId: id, quantity: 2 }]);
      expect(order.placed.total).toEqual({ amount: 2 * price.amount, currency });
      const { payment } = await order.pay();
      expect(payment.amount).toEqual({ amount: 2 * price.amount, currency });
      const admin = await signInAdmin(shop.url);
      expect(await admin.tryRefund(payment.id, price.amount)).toMatchObject({
        payment: { refundedAmount: { amount: price.amount } },
      });

      const everything = JSON.stringify(await admin.visitor.read(EVERY_PRICE));
      const currencies = everything.match(/(?<="currency":")[A-Z]+/g) ?? [];
      expect(currencies.length).toBeGreaterThan(100);
      expect(new Set(currencies)).toEqual(new Set([currency]));
    } finally {
      // Looks at the books.
      await shop.stop();
    }
  });

  it('in a currency that the demo has no prices in does not start with it, and says what to do', async () => {
    const start = startOwnShop({ currency: 'XTS' });
    await expect(start).rejects.toThrow(StartError);
    await expect(start).rejects.toThrow(/no prices in XTS.*DEMO=false.*SHOP_CURRENCY.* IDR,/);
  });
});
