import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { Account } from '../src/actors/sign-in.ts';
import { makeAccount, signIn } from './shop-steps.ts';
import { test } from './visits.ts';

describe('two-step sign-in', () => {
  test('is set up by a picture and a code, asks from then on, and is left by a recovery code', async ({ visit }) => {
    const page = await visit();
    const account = await makeAccount(page, '/account/security');
    await page.getByRole('button', { name: 'Set up two-step sign-in' }).click();
    await page.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
    const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
    // A step ahead: the code of this one is still good for the sign-in below.
    const app = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.getByLabel('Code of the app').fill(app.generate({ timestamp: Date.now() - 30_000 }));
    await page.getByRole('button', { name: 'Turn on' }).click();
    const codes = page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
    await codes.first().waitFor();
    expect(await codes.count()).toBe(10);
    const [first = '', second = ''] = await codes.allInnerTexts();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('It is on. 10 recovery codes are left.').waitFor();

    const elsewhere = await visit();
    await elsewhere.goto('/sign-in?next=/account/security');
    await signIn(elsewhere, account.email, account.password);
    await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor();
    await elsewhere.getByLabel('Code').fill('zzzz-zzzz-zzzz-zzzz');
    await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click();
    await elsewhere.getByText('This code is not right').first().waitFor();
    await elsewhere.getByLabel('Code').fill(app.generate({ timestamp: Date.now() + 30_000 }));
    await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click();
    await elsewhere.getByText('It is on. 10 recovery codes are left.').waitFor();

    const withoutPhone = await visit();
    await withoutPhone.goto('/sign-in?next=/account/security');
    await signIn(withoutPhone, account.email, account.password);
    await withoutPhone.getByLabel('Code').fill(first);
    await withoutPhone.getByRole('button', { name: 'Sign in', exact: true }).click();
    await withoutPhone.getByText('It is on. 9 recovery codes are left.').waitFor();
    await withoutPhone.getByRole('button', { name: 'Turn off' }).click();
    await withoutPhone.getByLabel('Code of the app, or a recovery code').fill(second);
    await withoutPhone.getByRole('button', { name: 'Turn off' }).click();
    await withoutPhone.getByRole('button', { name: 'Set up two-step sign-in' }).waitFor();
  });
});

describe('a passkey', () => {
  test('is made, named, and signs in without name and password until it is removed', async ({ visit }) => {
    const page = await visit();
    await addAuthenticator(page);
    const account = await makeAccount(page, '/account/security');
    await page.getByLabel('Name of the passkey').fill('Work laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Work laptop', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Rename: Work laptop' }).click();
    await page.getByLabel('Name of the passkey').first().fill('Kitchen tablet');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Kitchen tablet', { exact: true }).waitFor();

    await signOut(page, account);
    await page.goto('/sign-in?next=/account/security');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('last used').waitFor();
    await page.getByRole('button', { name: 'Remove: Kitchen tablet' }).click();
    await page.getByText('Kitchen tablet', { exact: true }).waitFor({ state: 'detached' });

    await signOut(page, account);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('This passkey does not sign in here.').waitFor();
  });
});

async function signOut(page: Page, { name }: Account): Promise<void> {
  await page.getByLabel(`Signed in as ${name}`).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in to see your account' }).waitFor();
}

/** Gives a page's device a passkey store that its owner unlocks at once. */
async function addAuthenticator(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
