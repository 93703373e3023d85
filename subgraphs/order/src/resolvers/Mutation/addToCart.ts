import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-cart.ts';
import { cartResult } from '../cart-result.ts';

export const addToCart: NonNullable<MutationResolvers['addToCart']> = async (_, { input }, context) =>
  cartResult(await useCase.addToCart(context.deps, context.viewer, input));
