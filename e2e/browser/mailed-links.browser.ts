import { describe, expect } from 'vitest';
import { newAccount } from '../src/actors/sign-in.ts';
import { expectUsable } from './expect-usable.ts';
import { confirmEmail, followMailedLink, register, signIn } from './shop-steps.ts';
import { test } from './visits.ts';

describe('a mailed link', () => {
  test('confirms the address of a new account, which signs in from then on', async ({ visit }) => {
    const page = await visit();
    const account = newAccount('Robin Example');
    await page.goto('/register');
    await register(page, account);
    const notice = page.getByRole('status').filter({ hasText: 'Confirm your e-mail address' });
    await notice.waitFor();
    await expectUsable(page, 'Good things for every day');
    await notice.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('The mail is on its way.').waitFor();

    const elsewhere = await visit();
    await elsewhere.goto('/sign-in');
    await signIn(elsewhere, account.email, account.password);
    await elsewhere.getByText('E-mail address and password do not fit together.').first().waitFor();

    await confirmEmail(page, account.email);
    await page.getByRole('link', { name: 'To the shop' }).click();
    await page.getByRole('heading', { name: 'Good things for every day' }).waitFor();
    expect(await notice.count()).toBe(0);

    await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click();
    await elsewhere.getByLabel(`Signed in as ${account.name}`).waitFor();
  });

  test('confirms an address on another device with the password, and works once', async ({ visit }) => {
    const page = await visit();
    const account = newAccount('Robin Example');
    await page.goto('/register');
    await register(page, account);
    await page.getByLabel(`Signed in as ${account.name}`).waitFor();

    const phone = await visit();
    const link = await followMailedLink(phone, account.email, 'Confirm your e-mail address');
    await phone.getByLabel('Password').fill('not the password');
    await phone.getByRole('button', { name: 'Confirm address' }).click();
    await phone.getByText('This is not the password of the account that the link is for.').first().waitFor();
    await expectUsable(phone, 'Confirm your e-mail address');
    await phone.getByLabel('Password').fill(account.password);
    await phone.getByRole('button', { name: 'Confirm address' }).click();
    await phone.getByText('Your e-mail address is confirmed.').waitFor();
    await phone.goto('/');
    await phone.goto(link);
    await phone.getByLabel('Password').fill(account.password);
    await phone.getByRole('button', { name: 'Confirm address' }).click();
    await phone.getByText('This link was used, replaced by a newer one, or is too old.').first().waitFor();
  });

  test('lets who forgot their password choose another, and signs everybody out', async ({ visit }) => {
    const page = await visit();
    const account = newAccount('Robin Example');
    await page.goto('/register');
    await register(page, account);
    await page.getByLabel(`Signed in as ${account.name}`).waitFor();
    await confirmEmail(page, account.email);

    const phone = await visit();
    await phone.goto('/sign-in');
    await phone.getByRole('link', { name: 'Forgot your password?' }).click();
    await expectUsable(phone, 'Forgot your password?');
    await phone.getByLabel('E-mail address').fill(account.email);
    await phone.getByRole('button', { name: 'Mail me a link' }).click();
    await phone.getByText('A mail is on its way.').waitFor();
    await followMailedLink(phone, account.email, 'Choose a new password');
    await expectUsable(phone, 'Choose a new password');
    await phone.getByRole('textbox', { name: 'New password' }).fill('another password');
    await phone.getByRole('button', { name: 'Save password' }).click();
    await phone.getByText('Your password is changed.').waitFor();
    await phone.getByRole('link', { name: 'Sign in' }).click();
    await signIn(phone, account.email, 'another password');
    await phone.getByLabel(`Signed in as ${account.name}`).waitFor();

    await page.goto('/account');
    await page.getByRole('heading', { name: 'Sign in to see your account' }).waitFor();
  });

  test('moves an account to another address', async ({ visit }) => {
    const page = await visit();
    const account = newAccount('Robin Example');
    const other = newAccount().email;
    await page.goto('/register?next=/account');
    await register(page, account);
    await page.getByRole('heading', { name: 'Profile' }).waitFor();
    await confirmEmail(page, account.email);
    await page.goto('/account/security');
    await page.getByLabel('New e-mail address').fill(other);
    await page.getByLabel('Your password').fill(account.password);
    await page.getByRole('button', { name: 'Change e-mail address' }).click();
    await page.getByText('A mail with a link is on its way to the new address.').waitFor();
    await followMailedLink(page, other, 'Confirm your e-mail address');
    await page.getByRole('button', { name: 'Confirm address' }).click();
    await page.getByText('Your e-mail address is confirmed.').waitFor();
    const elsewhere = await visit();
    await elsewhere.goto('/sign-in');
    await signIn(elsewhere, other, account.password);
    await elsewhere.getByLabel(`Signed in as ${account.name}`).waitFor();
  });
});
