import { demoSignIns } from '@storegraph/demo-shop/people';
import { describe, expect } from 'vitest';
import { signInAdmin } from '../src/actors/staff.ts';
import { sharedShop } from '../src/stack/shops.ts';
import { enterStaffArea, expectUnitsInCart, giveContact, placeOrder, startPayment } from './shop-steps.ts';
import { desktop } from './sizes.ts';
import { test } from './visits.ts';

describe('the journey of an order', () => {
  test('leads a guest on a phone from the shelf to delivery, and staff at a desk see and move it live', async ({
    visit,
  }) => {
    const admin = await signInAdmin(sharedShop().url);
    const variant = await admin.makeVariant({ onHand: 10, priceMinor: 1_999 });
    const [shopper, staff] = [await visit(), await visit({ size: desktop })];
    await enterStaffArea(staff, demoSignIns.staff.email);

    await shopper.goto('/');
    await shopper.getByRole('link', { name: 'Browse everything' }).click();
    await shopper.getByLabel('Sort by').selectOption('Newest');
    await shopper.getByRole('link', { name: `Test mug ${variant.sku}` }).click();
    await shopper.getByRole('button', { name: 'Add to cart' }).click();
    await shopper.getByRole('link', { name: 'View cart' }).click();
    await shopper.getByText('$19.99').first().waitFor();
    await shopper.getByRole('button', { name: /^One more/ }).click();
    await shopper.getByText('$39.98').first().waitFor();
    await expectUnitsInCart(shopper, 2);

    await shopper.getByRole('link', { name: 'Checkout' }).click();
    await giveContact(shopper);
    const { number } = await placeOrder(shopper);
    expect(await admin.stockOf(variant.id)).toEqual({ onHand: 10, reserved: 2, available: 8 });
    await startPayment(shopper, 'Bank transfer');
    await shopper.getByRole('button', { name: 'Pay now' }).click();
    await shopper.getByRole('heading', { name: 'Thank you, it is paid' }).waitFor();
    await shopper.getByRole('link', { name: 'View order' }).click();
    await shopper.getByRole('heading', { name: `Order ${number}` }).waitFor();
    await shopper.getByText('Payment received').waitFor();

    let reloads = 0;
    for (const page of [shopper, staff]) page.on('load', () => void (reloads += 1));
    const waiting = staff.getByRole('tabpanel', { name: 'To confirm' }).getByRole('link', { name: `Order ${number}` });
    await waiting.click();
    await staff.getByRole('button', { name: 'Confirm order' }).click();
    await staff.getByText('The order is confirmed. Its units have left the stock.').waitFor();
    expect(await admin.stockOf(variant.id)).toEqual({ onHand: 8, reserved: 0, available: 8 });
    await shopper.getByText('Confirmed by the shop').waitFor();

    await staff.getByRole('button', { name: 'Ship order' }).click();
    const parcel = staff.getByRole('dialog', { name: 'Ship order' });
    await parcel.getByLabel('Carrier').fill('Parcel Post');
    await parcel.getByLabel('Tracking number').fill('PP 42');
    await parcel.getByRole('button', { name: 'Ship order' }).click();
    await shopper.getByText('Handed to the carrier').waitFor();
    await shopper.getByText('Tracking number PP 42').waitFor();

    await staff.getByRole('button', { name: 'Mark as delivered' }).click();
    await staff.getByText('Nothing is left to do with this order.').waitFor();
    await shopper.getByRole('listitem').filter({ hasText: 'Delivered' }).waitFor();
    expect(reloads).toBe(0);
  });
});
