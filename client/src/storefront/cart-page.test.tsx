import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { renderInShop, type Scripted } from '../graphql/testing.tsx';
import { CartPage } from './cart-page.tsx';

afterEach(cleanup);

const usd = (amount: number) => ({ __typename: 'Money', amount, currency: 'USD', digits: 2 });

const cart = (quantity: number) => ({
  __typename: 'Cart',
  id: 'cart-1',
  totalQuantity: quantity,
  subtotal: usd(1200 * quantity),
  lines: [
    {
      __typename: 'CartLine',
      id: 'line-1',
      quantity,
      unitPrice: usd(1200),
      total: usd(1200 * quantity),
      warnings: [] as unknown[],
      variant: {
        __typename: 'ProductVariant',
        id: 'variant-1',
        name: 'Mug',
        product: { __typename: 'Product', id: 'product-1', slug: 'mug', name: 'Mug', image: null },
      },
    },
  ],
});

const deferred = () => {
  let resolve: (answer: Scripted) => void = () => undefined;
  const promise = new Promise<Scripted>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
};

const quantity = (): HTMLInputElement => screen.getByRole('textbox', { name: 'Quantity of Mug' });
const more = (): HTMLElement => screen.getByRole('button', { name: 'One more: Quantity of Mug' });

it('shows a new quantity and its prices before the shop has answered', async () => {
  const answer = deferred();
  renderInShop(<CartPage />, {
    Cart: () => ({ data: { cart: cart(1) } }),
    UpdateCartLine: () => answer.promise,
  });
  await userEvent.click(await screen.findByRole('button', { name: 'One more: Quantity of Mug' }));
  await waitFor(() => expect(quantity().value).toBe('2'));
  expect(screen.getAllByText('$24.00')).toHaveLength(2);
  answer.resolve({ data: { updateCartLine: { __typename: 'CartSuccess', cart: cart(2) } } });
  await waitFor(() => expect(screen.getAllByText('$24.00')).toHaveLength(2));
});

it('puts the cart back and says why when the shop refuses', async () => {
  renderInShop(<CartPage />, {
    Cart: () => ({ data: { cart: cart(1) } }),
    UpdateCartLine: () => ({
      data: { updateCartLine: { __typename: 'ServiceUnavailableError', message: 'No' } },
    }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'One more: Quantity of Mug' }));
  expect((await screen.findByRole('alert')).textContent).toContain('put back as it was');
  expect(quantity().value).toBe('1');
  expect(screen.getAllByText('$12.00')).toHaveLength(2);
});

it('puts the cart back when no answer comes', async () => {
  renderInShop(<CartPage />, {
    Cart: () => ({ data: { cart: cart(1) } }),
    RemoveCartLine: () => ({ isUnreachable: true }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Remove Mug' }));
  expect((await screen.findByRole('alert')).textContent).toContain('does not answer');
  expect(quantity().value).toBe('1');
});

it('sends quick presses one at a time and ends with the last', async () => {
  const answers = [deferred(), deferred()];
  let asked = 0;
  const { sent } = renderInShop(<CartPage />, {
    Cart: () => ({ data: { cart: cart(1) } }),
    UpdateCartLine: () => answers[asked++]?.promise ?? { isUnreachable: true },
  });
  const updates = () => sent.filter(({ operationName }) => operationName === 'UpdateCartLine');
  await userEvent.click(await screen.findByRole('button', { name: 'One more: Quantity of Mug' }));
  await userEvent.click(more());
  await waitFor(() => expect(quantity().value).toBe('3'));
  expect(updates()).toHaveLength(1);
  answers[0]?.resolve({ data: { updateCartLine: { __typename: 'CartSuccess', cart: cart(2) } } });
  await waitFor(() => expect(updates()).toHaveLength(2));
  answers[1]?.resolve({ data: { updateCartLine: { __typename: 'CartSuccess', cart: cart(3) } } });
  await waitFor(() => expect(screen.getAllByText('$36.00')).toHaveLength(2));
  expect(quantity().value).toBe('3');
});

it('warns of what changed since an item was added', async () => {
  const changed = cart(3);
  changed.lines[0]!.warnings = [
    { __typename: 'PriceChangedWarning', priceWhenAdded: usd(1000) },
    { __typename: 'InsufficientStockWarning', available: 2 },
    { __typename: 'NotOnSaleWarning' },
  ];
  renderInShop(<CartPage />, { Cart: () => ({ data: { cart: changed } }) });
  await screen.findByText('The price has changed: it was $10.00 when you added this.');
  screen.getByText('Only 2 available');
  screen.getByText('No longer on sale. Remove it to order the rest.');
});
