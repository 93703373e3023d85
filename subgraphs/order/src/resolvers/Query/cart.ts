import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { cartOwner } from '../../domain/cart.ts';
import { readCart } from '../../use-cases/read-cart.ts';

export const cart: NonNullable<QueryResolvers['cart']> = (_, __, { deps, viewer }) =>
  readCart(deps.database, cartOwner(viewer));
