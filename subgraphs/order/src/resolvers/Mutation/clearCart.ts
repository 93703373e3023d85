import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { clearCart as use } from '../../use-cases/change-cart.ts';
import { toUserError } from '../user-errors.ts';

export const clearCart: NonNullable<MutationResolvers['clearCart']> = async (_, __, { deps, viewer }) => {
  const result = await use(deps, viewer);
  return result.ok ? { __typename: 'CartSuccess', cart: result.value } : toUserError(result.refusal);
};
