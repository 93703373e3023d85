import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { newCustomer } from '../src/actors/shopper.ts';
import { startOpenidProvider, type OpenidProvider } from '../src/stack/openid-provider.ts';
import type { RunningShop } from '../src/stack/shop.ts';
import { startOwnShop } from '../src/stack/shops.ts';
import { expectUsable } from './expect-usable.ts';
import { signIn } from './shop-steps.ts';
import { test, type OpenVisit } from './visits.ts';

let provider: OpenidProvider;
let shop: RunningShop;
beforeAll(async () => {
  provider = await startOpenidProvider();
  shop = await startOwnShop({ settings: provider.settings });
  await provider.serve(shop.url);
});
afterAll(async () => {
  await shop.stop();
  await provider.stop();
});

const FONTS = 'https://fonts.googleapis.com/';

/** Opens the shop in a browser that also goes to the provider, whose pages want a font from elsewhere. */
const enter = async (visit: OpenVisit): Promise<Page> => {
  const page = await visit({ url: shop.url, elsewhere: [provider.issuer, FONTS] });
  await page.route(`${FONTS}**`, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  return page;
};

/** Signs in at the provider's own pages, and agrees there. */
const signInThere = async (page: Page, login: string): Promise<void> => {
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
};

describe('signing in by an OpenID provider', () => {
  test('makes an account at first, and enters it again', async ({ visit }) => {
    const login = `olu-${randomUUID()}`;
    const page = await enter(visit);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with Test login' }).waitFor();
    await expectUsable(page, 'Welcome back');
    await page.getByRole('button', { name: 'Sign in with Test login' }).click();
    await signInThere(page, login);
    const menu = page.getByLabel(`Signed in as ${login}`);
    await menu.waitFor();
    const returned = page.url();
    expect(returned).not.toContain('code=');

    await page.reload();
    await menu.waitFor();
    await menu.click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto('/sign-in?next=/account/security');
    await page.getByRole('button', { name: 'Sign in with Test login' }).click();
    await page.getByText('Test login, since').waitFor();
    await page.getByRole('button', { name: 'Remove Test login' }).click();
    await page.getByText('Nothing else would sign you in.').waitFor();
  });

  test('is linked to an account by its owner, and signs them in from then on', async ({ visit }) => {
    const { account } = await newCustomer(shop.url);
    const page = await enter(visit);
    await page.goto('/sign-in?next=/account/security');
    await signIn(page, account.email, account.password);
    await page.getByRole('button', { name: 'Link Test login' }).click();
    await signInThere(page, `linked-${randomUUID()}`);
    await page.getByText('Test login, since').waitFor();
    await page.getByLabel(`Signed in as ${account.name}`).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with Test login' }).click();
    await page.getByLabel(`Signed in as ${account.name}`).waitFor();
  });

  test('says what went wrong when the answer is no longer good', async ({ visit }) => {
    const page = await enter(visit);
    await page.goto('/sign-in/return?code=stolen&state=test.stolen');
    await page.getByText('This took too long, or began in another browser.').waitFor();
    await expectUsable(page, 'Sign in');
    await page.getByRole('link', { name: /again/i }).click();
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  });
});
