import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { removeCartLine as use } from '../../use-cases/change-cart.ts';
import { toUserError } from '../user-errors.ts';

export const removeCartLine: NonNullable<MutationResolvers['removeCartLine']> = async (_, { input }, { deps, viewer }) => {
  const result = await use(deps, viewer, input);
  return result.ok ? { __typename: 'CartSuccess', cart: result.value } : toUserError(result.refusal);
};
