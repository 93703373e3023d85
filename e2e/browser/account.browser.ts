import { describe, expect } from 'vitest';
import { newAccount } from '../src/actors/sign-in.ts';
import { signInAdmin } from '../src/actors/staff.ts';
import { sharedShop } from '../src/stack/shops.ts';
import { confirmEmail, expectUnitsInCart, fillCart, placeOrder, register, signIn } from './shop-steps.ts';
import { test } from './visits.ts';

describe('an account', () => {
  test('is made, left and entered again, and keeps its orders and the cart that was filled before', async ({
    visit,
  }) => {
    const admin = await signInAdmin(sharedShop().url);
    const variant = await admin.makeVariant({ onHand: 9 });
    const account = newAccount('Robin Example');
    const page = await visit();
    await fillCart(page, variant.id, 2);
    await page.goto('/');
    await expectUnitsInCart(page, 2);
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Create an account' }).click();
    await register(page, account);
    const menu = page.getByLabel(`Signed in as ${account.name}`);
    await menu.waitFor();
    await expectUnitsInCart(page, 2);
    await confirmEmail(page, account.email);

    await page.goto('/checkout');
    const { number } = await placeOrder(page);
    await page.goto('/orders');
    await page.getByRole('link', { name: `Order ${number}` }).waitFor();
    await menu.click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to see your orders' }).waitFor();
    expect(await page.getByText(number).count()).toBe(0);

    await fillCart(page, variant.id, 3);
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, account.email, account.password);
    await page.getByRole('link', { name: `Order ${number}` }).waitFor();
    await expectUnitsInCart(page, 3);
  });
});
