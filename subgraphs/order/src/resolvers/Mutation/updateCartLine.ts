import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-cart.ts';
import { cartResult } from '../cart-result.ts';

export const updateCartLine: NonNullable<MutationResolvers['updateCartLine']> = async (_, { input }, context) =>
  cartResult(await useCase.updateCartLine(context.deps, context.viewer, input));
