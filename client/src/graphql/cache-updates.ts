import type { Cache, CacheExchangeOpts } from '@urql/exchange-graphcache';
import { observeServerTime } from '../lib/server-clock.ts';
import { graphql } from './graphql.ts';
import { cartWith } from './optimistic-cart.ts';

const CartInCache = graphql(`
  query CartInCache {
    cart {
      id
      lines {
        id
        quantity
        unitPrice {
          amount
          currency
          digits
        }
      }
    }
  }
`);

const inputOf = (args: Record<string, unknown>): Record<string, unknown> =>
  typeof args['input'] === 'object' && args['input'] !== null ? { ...args['input'] } : {};

/** The answer we expect, shown until the server's own arrives. After a refusal the cache takes it back. */
const expectCart = (cache: Cache, cartLineId: unknown, quantity: unknown) => {
  const cart = cache.readQuery({ query: CartInCache })?.cart;
  return cart && typeof cartLineId === 'string' && typeof quantity === 'number'
    ? cartWith(cart, cartLineId, quantity)
    : null;
};

export const optimistic: NonNullable<CacheExchangeOpts['optimistic']> = {
  updateCartLine: (args, cache) => expectCart(cache, inputOf(args)['cartLineId'], inputOf(args)['quantity']),
  removeCartLine: (args, cache) => expectCart(cache, inputOf(args)['cartLineId'], 0),
};

const readServerTime = ({ serverTime }: Record<string, unknown>): void => {
  if (typeof serverTime === 'string') observeServerTime(serverTime);
};

/** The id of the cart in an answer `{ cart { id } }`, or undefined for a refusal. */
const answeredCart = (answer: unknown): { __typename: 'Cart'; id: string } | undefined => {
  if (typeof answer !== 'object' || answer === null || !('cart' in answer)) return undefined;
  const { cart } = answer;
  return typeof cart === 'object' && cart !== null && 'id' in cart && typeof cart.id === 'string'
    ? { __typename: 'Cart', id: cart.id }
    : undefined;
};

/** A visitor's cart may get its id only when something is put in: `Query.cart` follows. */
const followCart =
  (field: string) =>
  (answers: Record<string, unknown>, _args: unknown, cache: Cache): void => {
    const cart = answeredCart(answers[field]);
    if (cart) cache.link('Query', 'cart', cart);
  };

const forgetField = (cache: Cache, entity: string, name: string): void => {
  for (const field of cache.inspectFields(entity)) {
    if (field.fieldName === name) cache.invalidate(entity, field.fieldKey);
  }
};

/** Everything an answer changes beyond the entities it contains. */
export const updates: NonNullable<CacheExchangeOpts['updates']> = {
  Order: { serverTime: readServerTime },
  Payment: { serverTime: readServerTime },
  Mutation: {
    addToCart: followCart('addToCart'),
    updateCartLine: followCart('updateCartLine'),
    removeCartLine: followCart('removeCartLine'),
    placeOrder(answers, args, cache) {
      followCart('placeOrder')(answers, args, cache);
      if (!answeredCart(answers['placeOrder'])) return;
      const me = cache.resolve('Query', 'me');
      if (typeof me === 'string') forgetField(cache, me, 'orders');
    },
    adjustStock: (_answers, _args, cache) => forgetField(cache, 'Query', 'lowStock'),
  },
};
