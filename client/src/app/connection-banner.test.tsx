import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useQuery } from 'urql';
import { afterEach, expect, it } from 'vitest';
import { graphql } from '../graphql/graphql.ts';
import { renderInShop } from '../graphql/testing.tsx';
import { ConnectionBanner } from './connection-banner.tsx';

afterEach(cleanup);

const CartBadge = graphql(`
  query CartBadge {
    cart {
      id
      totalQuantity
    }
  }
`);

const Badge = () => {
  const [{ data }] = useQuery({ query: CartBadge });
  return <p>{data ? `${data.cart.totalQuantity} in the cart` : 'nothing yet'}</p>;
};

it('says that the shop does not answer, and asks again when told to', async () => {
  let isUp = false;
  renderInShop(
    <>
      <ConnectionBanner />
      <Badge />
    </>,
    {
      CartBadge: () =>
        isUp ? { data: { cart: { __typename: 'Cart', id: 'cart-1', totalQuantity: 3 } } } : { isUnreachable: true },
    },
  );
  expect((await screen.findByRole('status')).textContent).toContain('does not answer');
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('3 in the cart')).toBeDefined();
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
});
