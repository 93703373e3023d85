import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { demoPassword } from '@storegraph/demo-shop/people';
import { succeeded } from '../src/actors/outcome.ts';
import { newAccount, type Account } from '../src/actors/sign-in.ts';
import { documents } from '../src/actors/documents.ts';

/** Puts units into the cart of this browser's visitor, for journeys that begin at the checkout. */
export async function fillCart(page: Page, variantId: string, quantity = 1): Promise<void> {
  const response = await page.request.post('/graphql', {
    data: { query: documents.addToCart, variables: { input: { variantId, quantity } } },
  });
  succeeded((await response.json()).data.addToCart);
}

/** Gives name and phone, as a guest does. */
export async function giveContact(page: Page, name = 'Gale Guest'): Promise<void> {
  await page.getByLabel('Full name').fill(name);
  await page.getByLabel('Phone number').fill('+1 555 0100 200');
  await page.getByRole('button', { name: 'Continue as guest' }).click();
}

/** Fills in where the order goes, and presses the button that places it. */
export async function pressPlaceOrder(page: Page): Promise<void> {
  await page.getByLabel('Street and house number').fill('1 Harbour Street');
  await page.getByLabel('Postal code').fill('97205');
  await page.getByLabel('City').fill('Portland');
  await page.getByLabel('Country').selectOption('US');
  await page.getByRole('button', { name: 'Place order' }).click();
}

/** Places the order of what is in the cart; the page of its payment is open after. */
export async function placeOrder(page: Page): Promise<{ readonly orderId: string; readonly number: string }> {
  await pressPlaceOrder(page);
  await page.getByRole('heading', { name: 'Payment' }).waitFor();
  const orderId = /\/orders\/([^/]+)\/pay$/.exec(page.url())?.[1];
  const number = /^Order (.+)$/.exec(await page.getByText(/^Order \S+$/).innerText())?.[1];
  if (orderId === undefined || number === undefined) throw new Error(`${page.url()} shows no order to pay`);
  return { orderId, number };
}

/** Orders as a new guest, from a cart that is filled already. */
export async function orderAsGuest(page: Page): Promise<{ readonly orderId: string; readonly number: string }> {
  await page.goto('/checkout');
  await giveContact(page);
  return placeOrder(page);
}

/** Chooses a method and opens a payment attempt; its countdown runs after. */
export async function startPayment(page: Page, method = 'Card'): Promise<void> {
  // The radio itself is for screen readers and the keyboard; people press its card.
  await page.getByRole('radiogroup').getByText(method, { exact: true }).click();
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.getByRole('timer').waitFor();
}

/** Fills in the sign-in form that is open. */
export async function signIn(page: Page, email: string, password: string = demoPassword): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Opens a page of the staff area, by way of the sign-in that it asks for. */
export async function enterStaffArea(page: Page, email: string, path = '/admin'): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { name: 'Sign in as staff' }).waitFor();
  await page.getByRole('link', { name: /^Sign in/ }).click();
  await signIn(page, email);
  await page.getByRole('navigation', { name: 'Staff area' }).waitFor();
}

/** The cart's sign in the header says how many units are in it. */
export async function expectUnitsInCart(page: Page, units: number): Promise<void> {
  await expect
    .poll(() => page.getByRole('banner').getByRole('link', { name: /^Cart/ }).getAttribute('aria-label'))
    .toBe(`Cart, ${units} ${units === 1 ? 'item' : 'items'}`);
}

/** Fills in the form for a new account that is open. */
export async function register(page: Page, { name, email, password }: Account): Promise<void> {
  await page.getByLabel('Full name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create an account' }).click();
}

/** Opens the mailbox, and follows the link of the newest mail to an address; returns where it leads. */
export async function followMailedLink(page: Page, email: string, heading: string): Promise<string> {
  const mail = page.getByRole('article').filter({ hasText: email }).filter({ hasText: '#' }).first();
  await page.goto('/mailbox');
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Look for new mails' }).click();
      return mail.count();
    })
    .toBe(1);
  const link = await mail.getByRole('link', { name: '#' }).getAttribute('href');
  if (link === null) throw new Error(`No link was mailed to ${email}`);
  await page.goto(link);
  await page.getByRole('heading', { name: heading }).waitFor();
  return link;
}

/** Confirms the address that was given for an account, as who is signed in to it. */
export async function confirmEmail(page: Page, email: string): Promise<void> {
  await followMailedLink(page, email, 'Confirm your e-mail address');
  await page.getByText('One more click').waitFor();
  await page.getByRole('button', { name: 'Confirm address' }).click();
  await page.getByText('Your e-mail address is confirmed.').waitFor();
}

/** Makes an account whose address is confirmed; one of its pages is open after. */
export async function makeAccount(page: Page, path = '/account'): Promise<Account> {
  const account = newAccount('Robin Example');
  await page.goto(`/register?next=${path}`);
  await register(page, account);
  await page.getByRole('navigation', { name: 'Account' }).waitFor();
  await confirmEmail(page, account.email);
  await page.goto(path);
  return account;
}
