import { randomUUID } from 'node:crypto';
import { demoSignIns } from '@storegraph/demo-shop/people';
import { describe, expect } from 'vitest';
import { newCustomer, newGuest } from '../src/actors/shopper.ts';
import { signInAdmin } from '../src/actors/staff.ts';
import { createVisitor } from '../src/actors/visitor.ts';
import { sharedShop } from '../src/stack/shops.ts';
import { enterStaffArea, signIn } from './shop-steps.ts';
import { desktop } from './sizes.ts';
import { test } from './visits.ts';

describe('the staff area', () => {
  test('adjusts stock for a reason, shows the new number, and writes both into the ledger', async ({ visit }) => {
    const admin = await signInAdmin(sharedShop().url);
    const variant = await admin.makeVariant({ onHand: 10 });
    const page = await visit({ size: desktop });
    await enterStaffArea(page, demoSignIns.admin.email, '/admin/stock');
    await page.getByRole('searchbox', { name: 'Search products' }).fill(variant.sku);
    await page.getByRole('button', { name: 'Search' }).click();
    const row = page.getByRole('row').filter({ hasText: variant.sku });
    await row.getByRole('button', { name: `Adjust stock of ${variant.sku}` }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Change').fill('-3');
    await form.getByLabel('Reason').fill('Broken in transit');
    await form.getByRole('button', { name: 'Save adjustment' }).click();
    await page.getByText(`${variant.sku} now has 7 units on hand.`).waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['7', '0', '7', 'Adjust']);

    const { stockMovements } = await admin.visitor.read(
      'query ($id: ID!) { stockMovements(variantId: $id, first: 1) { edges { node { kind onHandDelta reason actor { name } } } } }',
      { id: variant.id },
    );
    expect(stockMovements.edges[0].node).toEqual({
      kind: 'ADJUSTMENT',
      onHandDelta: -3,
      reason: 'Broken in transit',
      actor: { name: demoSignIns.admin.name },
    });
  });

  test('finds a user by the digits of their phone, makes a role, and gives it to them', async ({ visit }) => {
    const { url } = sharedShop();
    const customer = await newCustomer(url);
    const { me } = await customer.visitor
      .read('mutation { updateProfile(input: { phone: "+44 (20) 7946-0987" }) { __typename } }')
      .then(() => customer.visitor.read('{ me { id name } }'));
    const page = await visit({ size: desktop });
    await enterStaffArea(page, demoSignIns.admin.email, '/admin/roles');
    const name = `Refunds ${customer.id.slice(-8)}`;
    await page.getByRole('button', { name: 'New role' }).click();
    const form = page.getByRole('form', { name: 'New role' });
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('Refund payments').check();
    await form.getByRole('button', { name: 'Save role' }).click();
    const role = page.getByRole('listitem').filter({ hasText: name });
    await role.getByText('See orders and payments').waitFor();

    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('searchbox', { name: 'Find users by name, e-mail or phone' }).fill('020 7946 0987');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.locator(`a[href="/admin/users/${customer.id}"]`).click();
    await page.getByRole('heading', { name: me.name }).waitFor();
    await page.getByRole('button', { name: 'Sign out Unknown device' }).click();
    await page.getByText('No device is signed in.').waitFor();
    await page.getByLabel('Role', { exact: true }).selectOption({ label: name });
    await page.getByRole('button', { name: 'Change role' }).click();
    await page.getByRole('heading', { name: `Role: ${name}` }).waitFor();
    const admin = await signInAdmin(url);
    const { user } = await admin.visitor.read('query ($id: ID!) { user(id: $id) { role permissions } }', {
      id: customer.id,
    });
    expect(user).toEqual({ role: 'STAFF', permissions: ['READ_ORDERS', 'REFUND_PAYMENTS'] });

    await page.getByRole('button', { name: 'Lock out' }).click();
    await page.getByRole('button', { name: 'Let in again' }).waitFor();
  });

  test('makes an API key, shows it once, and revokes it', async ({ visit }) => {
    const page = await visit({ size: desktop });
    await enterStaffArea(page, demoSignIns.admin.email, '/admin/api-keys');
    const name = `Warehouse ${randomUUID().slice(-8)}`;
    const form = page.getByRole('form', { name: 'New key' });
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('See orders and payments').check();
    await form.getByRole('button', { name: 'Make key' }).click();
    const secret = await page.locator('code').filter({ hasText: /^sg_/ }).textContent();
    const machine = Object.assign(createVisitor(sharedShop().url), { accessToken: secret });
    const orders = async () => (await machine.ask('{ orders(first: 1) { totalCount } }')).data?.orders ?? null;
    expect(await orders()).not.toBeNull();
    await page.reload();
    const key = page.getByRole('listitem').filter({ hasText: name });
    await key.getByText(/Last used/).waitFor();
    expect(await page.getByText(secret ?? '').count()).toBe(0);
    await key.getByRole('button', { name: `Revoke ${name}` }).click();
    await key.waitFor({ state: 'detached' });
    await expect.poll(orders).toBeNull();
  });

  test('refunds some of a payment, says what is left when more is asked for, and the buyer sees it', async ({
    visit,
  }) => {
    const { url } = sharedShop();
    const admin = await signInAdmin(url);
    const variant = await admin.makeVariant({ onHand: 10, priceMinor: 1_999 });
    const shopper = await newGuest(url);
    const order = await (await shopper.placeOrder([{ variantId: variant.id, quantity: 2 }])).pay();
    const page = await visit({ size: desktop });
    await enterStaffArea(page, demoSignIns.staff.email, `/admin/orders/${order.id}`);
    const payments = page.getByRole('region', { name: 'Payments and refunds' });
    await payments.getByRole('button', { name: 'Refund' }).click();
    const form = page.getByRole('dialog', { name: 'Refund' });
    expect(await form.getByLabel('Amount in USD').inputValue()).toBe('39.98');
    await form.getByLabel('Amount in USD').fill('39.99');
    await form.getByLabel('Reason').fill('One mug was chipped');
    await form.getByRole('button', { name: 'Refund' }).click();
    await form.getByText('Enter an amount between 0 and $39.98.').first().waitFor();
    await form.getByLabel('Amount in USD').fill('19.99');
    await form.getByRole('button', { name: 'Refund' }).click();
    await payments.getByText('−$19.99 refunded').waitFor();
    await payments.getByText('One mug was chipped').waitFor();
    const { payment } = (
      await shopper.visitor.read(
        'query ($id: ID!) { order(id: $id) { payment { refundedAmount { amount } refunds { reason status } } } }',
        { id: order.id },
      )
    ).order;
    expect(payment).toEqual({
      refundedAmount: { amount: 1_999 },
      refunds: [{ reason: 'One mug was chipped', status: 'SUCCEEDED' }],
    });
  });

  test('turns a customer away, says why, and shows them nothing of it', async ({ visit }) => {
    const page = await visit();
    await page.goto('/admin/stock');
    await page.getByRole('link', { name: /^Sign in/ }).click();
    await signIn(page, demoSignIns.customer.email);
    await page.getByRole('heading', { name: 'This area is for staff' }).waitFor();
    await page.getByText('Your account may not open it.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});
