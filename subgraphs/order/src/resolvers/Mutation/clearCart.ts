import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-cart.ts';
import { cartResult } from '../cart-result.ts';

export const clearCart: NonNullable<MutationResolvers['clearCart']> = async (_, __, { deps, viewer }) =>
  cartResult(await useCase.clearCart(deps, viewer));
