import { beforeAll, describe, expect } from 'vitest';
import { newAccount } from '../src/actors/sign-in.ts';
import { signInAdmin, type NewVariant, type Staff } from '../src/actors/staff.ts';
import { sharedShop } from '../src/stack/shops.ts';
import { expectUnitsInCart, fillCart, placeOrder, signIn } from './shop-steps.ts';
import { test } from './visits.ts';

let admin: Staff;
let variant: NewVariant;

beforeAll(async () => {
  admin = await signInAdmin(sharedShop().url);
  variant = await admin.makeVariant({ onHand: 50 });
});

describe('an account', () => {
  test('is made, left and entered again, and keeps its orders and the cart that was filled before', async ({ visit }) => {
    const account = newAccount('Robin Example');
    const page = await visit();
    await fillCart(page, variant.id, 2);
    await page.goto('/');
    await expectUnitsInCart(page, 2);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByLabel('Full name').fill(account.name);
    await page.getByLabel('E-mail address').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Create an account' }).click();
    const menu = page.getByLabel(`Signed in as ${account.name}`);
    await menu.waitFor();
    await expectUnitsInCart(page, 2);

    await page.goto('/checkout');
    const { number } = await placeOrder(page);
    await menu.click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.goto('/orders');
    await page.getByRole('heading', { name: 'Sign in to see your orders' }).waitFor();
    expect(await page.getByText(number).count()).toBe(0);

    await fillCart(page, variant.id, 3);
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, account.email, account.password);
    await page.getByRole('link', { name: `Order ${number}` }).waitFor();
    await expectUnitsInCart(page, 3);
  });
});

describe('a short order', () => {
  test('says which lines are short and what is left, and orders nothing', async ({ visit }) => {
    const [few, none] = [await admin.makeVariant({ onHand: 3 }), await admin.makeVariant({ onHand: 1 })];
    const page = await visit();
    await fillCart(page, variant.id, 1);
    await fillCart(page, few.id, 3);
    await fillCart(page, none.id, 1);
    await page.goto('/checkout');
    await page.getByLabel('Full name').fill('Gale Guest');
    await page.getByLabel('Phone number').fill('+1 555 0100 200');
    await page.getByRole('button', { name: 'Continue as guest' }).click();
    await page.getByLabel('Street and house number').waitFor();
    await admin.visitor.read('mutation ($input: SetStockInput!) { setStock(input: $input) { __typename } }', { input: { variantId: few.id, onHand: 2, reason: 'Broken', idempotencyKey: crypto.randomUUID() } });
    await admin.visitor.read('mutation ($input: SetStockInput!) { setStock(input: $input) { __typename } }', { input: { variantId: none.id, onHand: 0, reason: 'Broken', idempotencyKey: crypto.randomUUID() } });
  });
});
