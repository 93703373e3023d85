import { describe } from 'vitest';
import type { Page } from 'playwright-core';
import { newAccount } from '../src/actors/sign-in.ts';
import { signIn } from './shop-steps.ts';
import { test } from './visits.ts';

describe('the account pages', () => {
  test('change name and phone, and the password, which signs in from then on', async ({ visit }) => {
    const page = await visit();
    const account = await register(page);
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
});

/** Makes an account; its first account page is open after. */
async function register(page: Page): Promise<ReturnType<typeof newAccount>> {
  const account = newAccount('Robin Example');
  await page.goto('/register?next=/account');
  await page.getByLabel('Full name').fill(account.name);
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Create an account' }).click();
  return account;
}
