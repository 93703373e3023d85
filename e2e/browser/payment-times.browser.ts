import { afterAll, beforeAll, describe, expect } from 'vitest';
import { signInAdmin } from '../src/actors/staff.ts';
import { eventually } from '../src/stack/eventually.ts';
import type { RunningShop } from '../src/stack/shop.ts';
import { startOwnShop } from '../src/stack/shops.ts';
import { expectUsable } from './expect-usable.ts';
import { fillCart, orderAsGuest, startPayment } from './shop-steps.ts';
import { test } from './visits.ts';

describe('a payment window that passes', () => {
  const WINDOW_SECONDS = 8;
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await startOwnShop({ windowSeconds: WINDOW_SECONDS });
  });
  afterAll(() => shop.stop());

  test('counts down to its end, says that nothing was charged, and a new attempt pays', async ({ visit }) => {
    const admin = await signInAdmin(shop.url);
    const variant = await admin.makeVariant({ onHand: 5 });
    const page = await visit({ url: shop.url });
    await fillCart(page, variant.id);
    const { orderId } = await orderAsGuest(page);
    await startPayment(page);
    const [minutes, seconds] = (await page.getByRole('timer').innerText()).split(':').map(Number);
    expect(minutes).toBe(0);
    expect(seconds).toBeLessThanOrEqual(WINDOW_SECONDS);
    await page.getByRole('heading', { name: 'The payment window has closed' }).waitFor();
    await page.getByText('Nothing was charged.').waitFor();
    await expectUsable(page, 'The payment window has closed');

    const again = page.getByRole('button', { name: 'Try again' });
    const paid = page.getByRole('heading', { name: 'Thank you, it is paid' });
    // On a busy machine a window may close before the button in it is pressed.
    do {
      await again.click();
      await page
        .getByRole('button', { name: 'Pay now' })
        .click({ timeout: WINDOW_SECONDS * 1_000 })
        .catch(() => undefined);
      await paid.or(again).waitFor();
    } while (await again.isVisible());
    const ends = (await admin.order(orderId))?.payments.map(({ status }) => status);
    expect(ends?.at(-1)).toBe('CAPTURED');
    expect(new Set(ends?.slice(0, -1))).toEqual(new Set(['EXPIRED']));
  });
});

describe('a hold that passes', () => {
  const HOLD_SECONDS = 20;
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await startOwnShop({ holdMinutes: HOLD_SECONDS / 60 });
  });
  afterAll(() => shop.stop());

  test('ends the order on the page by itself, and its stock is back on sale', async ({ visit }) => {
    const admin = await signInAdmin(shop.url);
    const variant = await admin.makeVariant({ onHand: 5 });
    const page = await visit({ url: shop.url });
    await fillCart(page, variant.id, 2);
    await orderAsGuest(page);
    expect(await admin.stockOf(variant.id)).toEqual({ onHand: 5, reserved: 2, available: 3 });
    await expectUsable(page, 'This order has ended');
    await page.getByRole('link', { name: 'View order' }).click();
    await page.getByText('Order expired, not paid in time').waitFor();
    await eventually(async () =>
      expect(await admin.stockOf(variant.id)).toEqual({ onHand: 5, reserved: 0, available: 5 }),
    );
  });
});
