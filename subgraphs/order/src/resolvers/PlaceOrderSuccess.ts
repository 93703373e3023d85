import type { PlaceOrderSuccessResolvers } from '../__generated__/resolvers.ts';
import { cartOwner } from '../domain/cart.ts';
import { readCart } from '../use-cases/read-cart.ts';

export const PlaceOrderSuccess = {
  // Read only when it is asked for: an order need not come from a cart.
  cart: (_, __, { deps, viewer }) => readCart(deps.database, cartOwner(viewer)),
} satisfies PlaceOrderSuccessResolvers;
