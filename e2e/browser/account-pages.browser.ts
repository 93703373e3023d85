import { describe, expect } from 'vitest';
import { signInAdmin } from '../src/actors/staff.ts';
import { sharedShop } from '../src/stack/shops.ts';
import { fillCart, makeAccount, signIn } from './shop-steps.ts';
import { test } from './visits.ts';

describe('the account pages', () => {
  test('change name and phone, and the password, which signs in from then on', async ({ visit }) => {
    const page = await visit();
    const account = await makeAccount(page);
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
    await page.getByLabel('Full name').fill('Robin Renamed');
    await page.getByLabel('Phone number').fill('+1 555 0100 300');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your profile is saved.').waitFor();
    await page.getByLabel('Signed in as Robin Renamed').waitFor();

    await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Sign-in and security' }).click();
    await page.getByLabel('Current password').fill('not the password');
    await page.getByLabel('New password').fill('another password');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This is not your current password.').first().waitFor();
    await page.getByLabel('Current password').fill(account.password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed.').waitFor();

    const elsewhere = await visit();
    await elsewhere.goto('/sign-in?next=/account');
    await signIn(elsewhere, account.email, 'another password');
    await elsewhere.getByLabel('Full name').and(elsewhere.locator('[value="Robin Renamed"]')).waitFor();
  });

  test('keep an address book, whose default the checkout offers first', async ({ visit }) => {
    const admin = await signInAdmin(sharedShop().url);
    const variant = await admin.makeVariant({ onHand: 9 });
    const page = await visit();
    await makeAccount(page, '/account/addresses');
    for (const [line1, city] of [
      ['1 Harbour Street', 'Portland'],
      ['2 Hill Road', 'Salem'],
    ] as const) {
      await page.getByRole('button', { name: 'Add an address' }).click();
      await page.getByLabel('Street and house number').fill(line1);
      await page.getByLabel('Postal code').fill('97205');
      await page.getByLabel('City').fill(city);
      await page.getByLabel('Country').selectOption('US');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(line1).waitFor();
    }
    const book = page.getByRole('main').getByRole('listitem');
    expect(await book.filter({ hasText: 'Default' }).getByText('1 Harbour Street').count()).toBe(1);
    await page.getByRole('button', { name: 'Make default: Robin Example, 2 Hill Road' }).click();
    await page.getByRole('button', { name: 'Make default: Robin Example, 1 Harbour Street' }).waitFor();

    await fillCart(page, variant.id);
    await page.goto('/checkout');
    await page
      .getByRole('radio', { name: /2 Hill Road/ })
      .and(page.locator(':checked'))
      .waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('heading', { name: 'Payment' }).waitFor();
    await page.goto(page.url().replace(/\/pay$/, ''));
    await page.getByText('2 Hill Road').waitFor();

    await page.goto('/account/addresses');
    await page.getByRole('button', { name: 'Remove: Robin Example, 2 Hill Road' }).click();
    await page.getByText('2 Hill Road').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Make default: Robin Example, 1 Harbour Street' }).waitFor();
  });

  test('sign another device out', async ({ visit }) => {
    const phone = await visit();
    const account = await makeAccount(phone);
    const desk = await visit();
    await desk.goto('/sign-in?next=/account/sessions');
    await signIn(desk, account.email, account.password);
    await desk.getByText('This device').waitFor();
    await desk.getByRole('button', { name: 'Sign out Linux' }).click();
    await desk.getByRole('button', { name: 'Sign out Linux' }).waitFor({ state: 'detached' });
    await phone.goto('/account');
    await phone.getByRole('heading', { name: 'Sign in to see your account' }).waitFor();
    await desk.reload();
    await desk.getByText('This device').waitFor();
  });
});
