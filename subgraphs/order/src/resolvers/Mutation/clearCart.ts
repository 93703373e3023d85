import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-cart.ts';
import { toUserError } from '../user-error.ts';

export const clearCart: NonNullable<MutationResolvers['clearCart']> = async (_, __, { deps, viewer }) => {
  const result = await useCase.clearCart(deps, viewer);
  return result.ok ? { __typename: 'CartSuccess', cart: result.value } : toUserError(result.refusal);
};
