import { describe, expect } from 'vitest';
import { newGuest } from '../src/actors/shopper.ts';
import { signInAdmin } from '../src/actors/staff.ts';
import { sharedShop } from '../src/stack/shops.ts';
import { expectUnitsInCart, fillCart, giveContact, pressPlaceOrder } from './shop-steps.ts';
import { test } from './visits.ts';

const { url } = sharedShop();

describe('an order for more than there is', () => {
  test('says of each short line what is left, orders nothing, and keeps the cart', async ({ visit }) => {
    const admin = await signInAdmin(url);
    const [plenty, few, last] = [
      await admin.makeVariant({ onHand: 9 }),
      await admin.makeVariant({ onHand: 3 }),
      await admin.makeVariant({ onHand: 1 }),
    ];
    const page = await visit();
    await fillCart(page, plenty.id);
    await fillCart(page, few.id, 3);
    await fillCart(page, last.id);
    await page.goto('/checkout');
    await giveContact(page);
    await page.getByLabel('Street and house number').waitFor();

    const faster = await newGuest(url);
    await faster.placeOrder([
      { variantId: few.id, quantity: 1 },
      { variantId: last.id, quantity: 1 },
    ]);
    await pressPlaceOrder(page);
    const refusal = page.getByRole('alert').filter({ hasText: 'Some items are short' });
    await refusal.waitFor();
    expect(await refusal.getByRole('listitem').allInnerTexts()).toEqual([
      `Only 2 of Test mug ${few.sku} left.`,
      `Test mug ${last.sku} has just sold out.`,
    ]);
    expect(await admin.stockOf(plenty.id)).toEqual({ onHand: 9, reserved: 0, available: 9 });

    await refusal.getByRole('link', { name: 'Back to cart' }).click();
    await page.getByText('Only 2 available').waitFor();
    await expectUnitsInCart(page, 5);
  });
});
