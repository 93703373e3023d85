import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-cart.ts';
import { toUserError } from '../user-error.ts';

export const removeCartLine: NonNullable<MutationResolvers['removeCartLine']> = async (
  _,
  { input },
  { deps, viewer },
) => {
  const result = await useCase.removeCartLine(deps, viewer, input);
  return result.ok ? { __typename: 'CartSuccess', cart: result.value } : toUserError(result.refusal);
};
