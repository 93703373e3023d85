import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-cart.ts';
import { cartResult } from '../cart-result.ts';

export const removeCartLine: NonNullable<MutationResolvers['removeCartLine']> = async (_, { input }, context) =>
  cartResult(await useCase.removeCartLine(context.deps, context.viewer, input));
