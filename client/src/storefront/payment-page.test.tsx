import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { renderInShop, signedIn, type Script } from '../graphql/testing.tsx';
import { PaymentPage } from './payment-page.tsx';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const usd = (amount: number) => ({ __typename: 'Money', amount, currency: 'USD', digits: 2 });
/** The shop's clock is far from the browser's, as on a phone with a wrong date. */
const shopNowMs = Date.UTC(2031, 0, 1);
const inShop = (seconds: number): string => new Date(shopNowMs + seconds * 1000).toISOString();

const attempt = (id: string, status: string, leftSeconds: number) => ({
  __typename: 'Payment',
  id,
  status,
  method: 'E_WALLET',
  startedAt: inShop(leftSeconds - 15),
  expiresAt: inShop(leftSeconds),
  serverTime: inShop(0),
  amount: usd(2400),
});

const order = (payment: unknown, status = 'PENDING_PAYMENT') => ({
  __typename: 'Order',
  id: 'order-1',
  number: 'A-1001',
  status,
  holdExpiresAt: inShop(600),
  serverTime: inShop(0),
  availableActions: ['PAY', 'CANCEL'],
  total: usd(2400),
  payment,
  lines: [
    {
      __typename: 'OrderLine',
      id: 'line-1',
      quantity: 2,
      variant: { __typename: 'ProductVariant', id: 'variant-1' },
    },
  ],
});

const shop = (script: Script): Script => ({
  RefreshSession: () => ({ data: { refreshSession: signedIn() } }),
  ...script,
});

const withPayment = (payment: unknown, script: Script = {}): Script =>
  shop({ PaymentPage: () => ({ data: { order: order(payment) } }), ...script });

it('counts down by the clock of the shop', async () => {
  renderInShop(<PaymentPage id="order-1" />, withPayment(attempt('p1', 'PENDING', 9)));
  expect((await screen.findByRole('timer')).textContent).toMatch(/^0:0[89]$/);
});

it('offers to try again when the window has closed, with a new key and the same method', async () => {
  const { sent } = renderInShop(
    <PaymentPage id="order-1" />,
    withPayment(attempt('p1', 'EXPIRED', -5), {
      StartPayment: () => ({
        data: {
          startPayment: {
            __typename: 'StartPaymentSuccess',
            payment: {
              ...attempt('p2', 'PENDING', 15),
              order: { __typename: 'Order', id: 'order-1', payment: { __typename: 'Payment', id: 'p2' } },
            },
          },
        },
      }),
    }),
  );
  expect(await screen.findByText('The payment window has closed')).toBeDefined();
  expect(screen.getByText(/reserved for another/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('timer')).toBeDefined();
  const input = sent.find(({ operationName }) => operationName === 'StartPayment')?.variables['input'];
  expect(input).toMatchObject({ orderId: 'order-1', method: 'E_WALLET' });
});

it('sends the same key again after a lost answer, and another once one came', async () => {
  let asked = 0;
  const { sent } = renderInShop(
    <PaymentPage id="order-1" />,
    withPayment(attempt('p1', 'PENDING', 15), {
      ConfirmPayment: () => {
        asked += 1;
        if (asked === 1) return { isUnreachable: true };
        return { data: { confirmPayment: { __typename: 'NotFoundError', message: 'No' } } };
      },
    }),
  );
  const keys = () =>
    sent
      .filter(({ operationName }) => operationName === 'ConfirmPayment')
      .map(({ variables }) => (variables['input'] as { idempotencyKey: string }).idempotencyKey);
  for (const count of [1, 2, 3]) {
    await userEvent.click(await screen.findByRole('button', { name: 'Pay now' }));
    await waitFor(() => expect(keys()).toHaveLength(count));
    await screen.findByRole('alert');
  }
  expect(keys()[1]).toBe(keys()[0]);
  expect(keys()[2]).not.toBe(keys()[0]);
});

it('shows the closed window as soon as the shop says so', async () => {
  renderInShop(
    <PaymentPage id="order-1" />,
    withPayment(attempt('p1', 'PENDING', 15), {
      ConfirmPayment: () => ({
        data: {
          confirmPayment: {
            __typename: 'PaymentWindowClosedError',
            message: 'Too late',
            payment: attempt('p1', 'EXPIRED', 0),
          },
        },
      }),
    }),
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Pay now' }));
  expect(await screen.findByText('The payment window has closed')).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('goes back to the cart with the items of the order, which it ends', async () => {
  const { sent, path } = renderInShop(
    <PaymentPage id="order-1" />,
    withPayment(attempt('p1', 'EXPIRED', -5), {
      CancelOrder: () => ({
        data: {
          cancelOrder: {
            __typename: 'CancelOrderSuccess',
            order: { __typename: 'Order', id: 'order-1', status: 'CANCELLED', availableActions: [] },
          },
        },
      }),
      AddToCart: () => ({
        data: {
          addToCart: {
            __typename: 'CartSuccess',
            cart: { __typename: 'Cart', id: 'cart-1', totalQuantity: 2, subtotal: usd(2400), lines: [] },
          },
        },
      }),
    }),
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Back to cart' }));
  await waitFor(() => expect(path()).toBe('/cart'));
  expect(sent.find(({ operationName }) => operationName === 'AddToCart')?.variables).toEqual({
    input: { variantId: 'variant-1', quantity: 2 },
  });
});
