import { demoSignIns } from '@storegraph/demo-shop/people';
import { describe } from 'vitest';
import { signInAdmin } from '../src/actors/staff.ts';
import { sharedShop } from '../src/stack/shops.ts';
import { expectUsable } from './expect-usable.ts';
import { enterStaffArea, fillCart, giveContact, placeOrder, signIn, startPayment } from './shop-steps.ts';
import { desktop } from './sizes.ts';
import { test } from './visits.ts';

const accountPages = [
  ['/account', 'Profile'],
  ['/account/addresses', 'Addresses'],
  ['/account/security', 'Sign-in and security'],
  ['/account/sessions', 'Sessions'],
  ['/account/data', 'Your data'],
] as const;

describe('every page, on phone and desk, light and dark', () => {
  test.for<readonly [path: string, heading: string | RegExp]>([
    ['/', 'Good things for every day'],
    ['/products', 'All products'],
    ['/products?search=lamp', /^Results for/],
    ['/products?search=nothingofthesort', 'Nothing fits these filters'],
    ['/categories/coffee-and-tea', 'Coffee & Tea'],
    ['/cart', 'Your cart is empty'],
    ['/checkout', 'Your cart is empty'],
    ['/orders', 'Sign in to see your orders'],
    ['/account', 'Sign in to see your account'],
    ['/find-order', 'Find an order'],
    ['/sign-in', 'Welcome back'],
    ['/register', 'Create an account'],
    ['/forgot-password', 'Forgot your password?'],
    ['/reset-password', 'Choose a new password'],
    ['/verify-email', 'Confirm your e-mail address'],
    ['/mailbox', 'Mailbox of the demo'],
    ['/admin', 'Sign in as staff'],
    ['/nowhere', 'This page is not on our shelves'],
  ])('works for a passer-by: %s', async ([path, heading], { visit }) => {
    const page = await visit();
    await page.goto(path);
    await expectUsable(page, heading);
  });

  test('works for a shopper, from product to paid order', async ({ visit }) => {
    const admin = await signInAdmin(sharedShop().url);
    const variant = await admin.makeVariant({ onHand: 9 });
    const page = await visit();
    await page.goto('/products');
    await page.getByRole('article').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Add to cart' }).waitFor();
    await expectUsable(page, /./);
    await fillCart(page, variant.id, 2);
    await page.goto('/cart');
    await expectUsable(page, 'Your cart');
    await page.goto('/checkout');
    await expectUsable(page, 'Contact');
    await giveContact(page);
    await expectUsable(page, 'Delivery');
    const { orderId, number } = await placeOrder(page);
    await expectUsable(page, 'Payment');
    await page.goto(`/orders/${orderId}`);
    await expectUsable(page, `Order ${number}`);
    await page.getByRole('link', { name: 'Pay', exact: true }).click();
    await startPayment(page);
    await expectUsable(page, 'Payment');
    await page.getByRole('button', { name: 'Pay now' }).click();
    await expectUsable(page, 'Thank you, it is paid');
  });

  test('works for a customer with a history', async ({ visit }) => {
    const page = await visit();
    await page.goto('/sign-in?next=/orders');
    await signIn(page, demoSignIns.customer.email);
    await expectUsable(page, 'My orders');
    await page
      .getByRole('link', { name: /^Order / })
      .first()
      .click();
    await expectUsable(page, /^Order /);
    for (const [path, title] of accountPages) {
      await page.goto(path);
      await expectUsable(page, title);
    }
    await page.goto('/orders/no-such-order');
    await expectUsable(page, 'There is no such order here');
    await page.goto('/admin');
    await expectUsable(page, 'This area is for staff');
  });

  test('works for staff', async ({ visit }) => {
    const page = await visit({ size: desktop });
    await enterStaffArea(page, demoSignIns.staff.email);
    await expectUsable(page, 'Orders');
    await page.getByRole('tab', { name: 'Completed' }).click();
    await page
      .getByRole('link', { name: /^Order / })
      .first()
      .click();
    await expectUsable(page, /^Order /);
    for (const tab of ['Needs a look', 'All orders', 'Dead letters']) {
      await page.goto('/admin/processing');
      await page.getByRole('tab', { name: tab }).click();
      await page
        .getByRole('tabpanel')
        .getByText(/All is well|Done|No dead letters/)
        .first()
        .waitFor();
      await expectUsable(page, 'Processing');
    }
    await page.goto('/admin/low-stock');
    await expectUsable(page, 'Low stock');
    await page.goto('/admin/users');
    await expectUsable(page, 'Users');
    await page.goto('/admin/roles');
    await expectUsable(page, 'Roles');
    await page.goto('/admin/stock');
    await expectUsable(page, 'Stock');
    await page
      .getByRole('button', { name: /^Adjust stock of/ })
      .first()
      .click();
    await expectUsable(page, /^Adjust stock/);
  });

  test('works for an admin', async ({ visit }) => {
    const page = await visit({ size: desktop });
    await enterStaffArea(page, demoSignIns.admin.email, '/admin/roles');
    await page.getByRole('button', { name: 'New role' }).click();
    await page.getByRole('form', { name: 'New role' }).waitFor();
    await expectUsable(page, 'Roles');
    await page.goto('/admin/api-keys');
    await expectUsable(page, 'API keys');
    await page.goto('/admin/audit');
    await page.getByRole('button', { name: 'Show', exact: true }).waitFor();
    await expectUsable(page, 'Audit log');
    await page.goto(`/admin/users/${demoSignIns.staff.id}`);
    await page.getByRole('button', { name: 'Change role' }).waitFor();
    await expectUsable(page, demoSignIns.staff.name);
  });
});
