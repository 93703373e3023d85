import { demoSignIns } from '@storegraph/demo-shop/people';
import { describe, expect } from 'vitest';
import { signInAdmin } from '../src/actors/staff.ts';
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

    const { stockMovements } = await admin.visitor.read('query ($id: ID!) { stockMovements(variantId: $id, first: 1) { edges { node { kind onHandDelta reason actor { name } } } } }', { id: variant.id });
    expect(stockMovements.edges[0].node).toEqual({ kind: 'ADJUSTMENT', onHandDelta: -3, reason: 'Broken in transit', actor: { name: demoSignIns.admin.name } });
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
