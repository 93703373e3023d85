import type { PlaceOrderSuccessResolvers } from '../__generated__/resolvers.ts';
import { cartOwner } from '../domain/cart.ts';
import { readCart } from '../use-cases/read-cart.ts';

export const PlaceOrderSuccess = {
  // Read for those who ask: whoever ordered without a cart need not.
  cart: (_, __, { deps, viewer }) => readCart(deps.database, cartOwner(viewer)),
} satisfies PlaceOrderSuccessResolvers;
