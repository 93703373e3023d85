import { Pool } from 'undici';
import type { CreateLoad } from './protocol.ts';
import { createShopper } from './shopper.ts';

/** Visitors who fill a cart and leave. */
export type CartLoad = {
  readonly kind: 'carts';
  readonly url: string;
  readonly visitors: number;
  readonly variantId: string;
};

const cart =
  '__typename id totalQuantity lines { id quantity unitPrice { amount } variant { sku available product { name slug } } warnings { __typename } }';
const refusal = '... on UserError { message }';
const ADD = `mutation ($variantId: ID!) { result: addToCart(input: { variantId: $variantId, quantity: 1 }) { __typename ${refusal} ... on CartSuccess { cart { ${cart} } } } }`;
const CHANGE = `mutation ($cartLineId: ID!) { result: updateCartLine(input: { cartLineId: $cartLineId, quantity: 2 }) { __typename ${refusal} ... on CartSuccess { cart { ${cart} } } } }`;
const LOOK = `{ result: cart { ${cart} } }`;

/** A shot is one visitor: one thing into the cart, then a second of it, and a last look. */
export const cartLoad: CreateLoad<CartLoad> = ({ url, visitors, variantId }) => {
  const pool = new Pool(url, { connections: visitors, pipelining: 1 });
  return async () => {
    const ask = createShopper(pool);
    const { cart: filled } = await ask(ADD, { variantId }, 'CartSuccess');
    await ask(CHANGE, { cartLineId: (filled as { lines: { id: string }[] }).lines[0]?.id }, 'CartSuccess');
    const { totalQuantity } = await ask(LOOK, {}, 'Cart');
    if (totalQuantity !== 2) throw new Error(`The cart holds ${String(totalQuantity)} of 2`);
    return 'done';
  };
};
