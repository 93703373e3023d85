import { describe, expect } from 'vitest';
import { signInAdmin } from '../src/actors/staff.ts';
import { sharedShop } from '../src/stack/shops.ts';
import { expectUsable } from './expect-usable.ts';
import { fillCart, orderAsGuest } from './shop-steps.ts';
import { test } from './visits.ts';

describe('an order of a guest', () => {
  test('is found on another device by number and phone, without where it goes', async ({ visit }) => {
    const admin = await signInAdmin(sharedShop().url);
    const variant = await admin.makeVariant({ onHand: 9 });
    const phone = await visit();
    await fillCart(phone, variant.id, 2);
    const { number } = await orderAsGuest(phone);

    const desk = await visit();
    await desk.goto('/orders');
    await desk.getByRole('main').getByRole('link', { name: 'Find an order' }).click();
    await desk.getByLabel('Order number').fill(number);
    await desk.getByLabel('Phone number').fill('+1 555 0100 201');
    await desk.getByRole('button', { name: 'Find order' }).click();
    await desk.getByText('There is no order of this number and phone number.').waitFor();

    await desk.getByLabel('Phone number').fill('1-555-0100-200');
    await desk.getByRole('button', { name: 'Find order' }).click();
    await desk.getByRole('heading', { name: `Order ${number}` }).waitFor();
    await desk.getByText('Order placed, stock reserved').waitFor();
    await expectUsable(desk, `Order ${number}`);
    for (const secret of ['Harbour Street', 'Gale Guest', '0100 200'])
      expect(await desk.getByText(secret).count(), secret).toBe(0);
  });
});
