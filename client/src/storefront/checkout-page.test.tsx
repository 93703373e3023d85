import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { renderInShop, signedIn, type Script, type TestShop } from '../graphql/testing.tsx';
import { CheckoutPage } from './checkout-page.tsx';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const product = { __typename: 'Product', id: 'product-1', slug: 'mug', name: 'Mug', image: null };
const variant = { __typename: 'ProductVariant', id: 'variant-1', name: 'Mug', available: 1, product };
const bowl = {
  ...variant,
  id: 'variant-2',
  name: 'Blue',
  product: { ...product, id: 'product-2', name: 'Bowl' },
};
const usd = (amount: number) => ({ __typename: 'Money', amount, currency: 'USD', digits: 2 });

const cart = {
  __typename: 'Cart',
  id: 'cart-1',
  totalQuantity: 2,
  subtotal: usd(2400),
  lines: [
    {
      __typename: 'CartLine',
      id: 'line-1',
      quantity: 2,
      unitPrice: usd(1200),
      total: usd(2400),
      warnings: [],
      variant,
    },
  ],
};

const address = {
  __typename: 'Address',
  id: 'address-1',
  recipient: 'Ada',
  phone: null,
  line1: '12 Harbour Lane',
  line2: null,
  city: 'Portland',
  region: null,
  postalCode: '97201',
  countryCode: 'US',
};

const checkout = (script: Script): TestShop =>
  renderInShop(<CheckoutPage />, {
    RefreshSession: () => ({ data: { refreshSession: signedIn() } }),
    CheckoutPage: () => ({ data: { cart, me: { ...signedIn().user, addresses: [address], defaultAddress: null } } }),
    ...script,
  });

const keysOf = ({ sent }: TestShop): readonly string[] =>
  sent
    .filter(({ operationName }) => operationName === 'PlaceOrder')
    .map(({ variables }) => (variables['input'] as { idempotencyKey: string }).idempotencyKey);

it('names what is short, with the way back to the cart', async () => {
  checkout({
    PlaceOrder: () => ({
      data: {
        placeOrder: {
          __typename: 'OutOfStockError',
          message: 'Short',
          field: null,
          shortages: [{ __typename: 'StockShortage', available: 1, variant }],
        },
      },
    }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Place order' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Only 1 of Mug left');
  expect(screen.getByRole('link', { name: 'Back to cart' }).getAttribute('href')).toBe('/cart');
});

it('orders at the total that it shows, and tells of another with the lines that differ', async () => {
  const shop = checkout({
    PlaceOrder: () => ({
      data: {
        placeOrder: {
          __typename: 'TotalChangedError',
          message: '',
          field: null,
          total: usd(4600),
          lines: [
            { __typename: 'PricedLine', quantity: 2, unitPrice: usd(1300), variant },
            { __typename: 'PricedLine', quantity: 1, unitPrice: usd(2000), variant: bowl },
          ],
        },
      },
    }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Place order' }));
  const said = (await screen.findByRole('alert')).textContent;
  expect(said).toContain('$46.00');
  expect(said).toContain('Mug: 2 × $13.00 instead of 2 × $12.00.');
  expect(said).toContain('Bowl, Blue: 1 × $20.00, added since.');
  const asked = (name: string) => shop.sent.filter(({ operationName }) => operationName === name);
  expect(asked('PlaceOrder')[0]?.variables['input']).toMatchObject({ expectedTotal: 2400 });
  await waitFor(() => expect(asked('CheckoutPage').length).toBeGreaterThan(1));
});

it('sends the same key until the shop has decided, then takes the shopper to the payment', async () => {
  let asked = 0;
  const shop = checkout({
    PlaceOrder: () => {
      asked += 1;
      if (asked === 1) return { isUnreachable: true };
      if (asked === 2)
        return { data: { placeOrder: { __typename: 'ServiceUnavailableError', message: '', field: null } } };
      return {
        data: {
          placeOrder: {
            __typename: 'PlaceOrderSuccess',
            order: {
              __typename: 'Order',
              id: 'order-1',
              number: 'A-1',
              status: 'PENDING_PAYMENT',
              holdExpiresAt: '2026-03-01T12:15:00.000Z',
              serverTime: '2026-03-01T12:00:00.000Z',
            },
            cart: { ...cart, lines: [], totalQuantity: 0, subtotal: null },
          },
        },
      };
    },
  });
  for (const count of [1, 2, 3]) {
    await userEvent.click(await screen.findByRole('button', { name: 'Place order' }));
    await waitFor(() => expect(keysOf(shop)).toHaveLength(count));
    if (count < 3) await screen.findByRole('alert');
  }
  await waitFor(() => expect(shop.path()).toBe('/orders/order-1/pay'));
  expect(new Set(keysOf(shop)).size).toBe(1);
  expect(Object.keys(sessionStorage)).toEqual([]);
});

it('puts a refused field beside that field', async () => {
  renderInShop(<CheckoutPage />, {
    CheckoutPage: () => ({ data: { cart, me: null } }),
    ContinueAsGuest: () => ({
      data: {
        continueAsGuest: {
          __typename: 'InvalidInputError',
          message: 'Give 6 to 20 digits.',
          field: ['input', 'phone'],
        },
      },
    }),
  });
  await userEvent.type(await screen.findByLabelText('Full name'), 'Ada');
  await userEvent.type(screen.getByLabelText('Phone number'), '12');
  await userEvent.click(screen.getByRole('button', { name: 'Continue as guest' }));
  await screen.findByRole('alert');
  const phone = screen.getByLabelText('Phone number');
  const described = phone.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map((id) => document.getElementById(id)?.textContent).join(' ')).toContain('Give 6 to 20 digits.');
});
