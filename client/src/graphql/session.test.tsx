import { cleanup, screen, waitFor } from '@testing-library/react';
import { useQuery } from 'urql';
import { afterEach, expect, it } from 'vitest';
import { graphql } from './graphql.ts';
import { usePersonalQuery } from './provider.tsx';
import { renderInShop, signedIn, type Scripted } from './testing.tsx';

afterEach(cleanup);

const CartBadge = graphql(`
  query CartBadge {
    cart {
      id
      totalQuantity
    }
  }
`);

const Personal = () => {
  const [{ data, error }] = usePersonalQuery({ query: CartBadge, requestPolicy: 'cache-first' });
  return <p>{error ? 'error' : (data?.cart.totalQuantity ?? '…')}</p>;
};

const Public = () => {
  const [{ data }] = useQuery({ query: CartBadge });
  return <p>{data ? 'public answer' : '…'}</p>;
};

const badge = { data: { cart: { __typename: 'Cart', id: 'cart-1', totalQuantity: 7 } } };

it('exchanges the refresh cookie before the first personal query', async () => {
  const { sent } = renderInShop(<Personal />, {
    RefreshSession: () => ({ data: { refreshSession: signedIn() } }),
    CartBadge: () => badge,
  });
  await screen.findByText('7');
  expect(sent.map(({ operationName }) => operationName)).toEqual(['RefreshSession', 'CartBadge']);
  expect(sent[1]?.authorization).toBe('Bearer token-1');
});

it('does not let a public query wait for the session', async () => {
  renderInShop(<Public />, {
    RefreshSession: () => new Promise<Scripted>(() => undefined),
    CartBadge: () => badge,
  });
  expect(await screen.findByText('public answer')).toBeDefined();
});

it('refreshes once when the token is refused, and asks again with the new one', async () => {
  let refreshed = 0;
  let asked = 0;
  const { sent } = renderInShop(<Personal />, {
    RefreshSession: () => {
      refreshed += 1;
      return { data: { refreshSession: signedIn('CUSTOMER', `token-${refreshed}`) } };
    },
    CartBadge: () => {
      asked += 1;
      return asked === 1 ? { errorCode: 'UNAUTHENTICATED' } : badge;
    },
  });
  await screen.findByText('7');
  expect(refreshed).toBe(2);
  expect(sent.at(-1)?.authorization).toBe('Bearer token-2');
});

it('gives up after one refresh', async () => {
  let refreshed = 0;
  renderInShop(<Personal />, {
    RefreshSession: () => {
      refreshed += 1;
      return { data: { refreshSession: signedIn() } };
    },
    CartBadge: () => ({ errorCode: 'UNAUTHENTICATED' }),
  });
  await screen.findByText('error');
  expect(refreshed).toBe(2);
});

it('keeps nobody from being signed in who is told to wait', async () => {
  let refreshed = 0;
  const { shop } = renderInShop(<Personal />, {
    RefreshSession: () => {
      refreshed += 1;
      return {
        data: {
          refreshSession:
            refreshed === 1 ? signedIn() : { __typename: 'RateLimitedError', message: '', retryAfterSeconds: 9 },
        },
      };
    },
    CartBadge: () => ({ data: { cart: { __typename: 'Cart', id: 'cart-1', totalQuantity: 7 } } }),
  });
  await screen.findByText('7');
  await expect(shop.session.refresh()).rejects.toThrow('wait');
  expect(shop.session.state().kind).toBe('signed-in');
});

it('shows nothing of one person to the next', async () => {
  let asked = 0;
  const { shop } = renderInShop(<Personal />, {
    RefreshSession: () => ({ data: { refreshSession: signedIn() } }),
    Logout: () => ({ data: { logout: { __typename: 'LogoutSuccess' } } }),
    CartBadge: () => {
      asked += 1;
      return { data: { cart: { __typename: 'Cart', id: `cart-${asked}`, totalQuantity: asked === 1 ? 7 : 0 } } };
    },
  });
  await screen.findByText('7');
  await shop.session.signOut();
  await waitFor(() => expect(screen.queryByText('7')).toBeNull());
  expect(await screen.findByText('0')).toBeDefined();
});
