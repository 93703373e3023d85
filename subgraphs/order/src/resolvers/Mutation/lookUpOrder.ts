import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/look-up-order.ts';
import { toUserError } from '../user-error.ts';

export const lookUpOrder: NonNullable<MutationResolvers['lookUpOrder']> = async (_, { input }, context) => {
  const result = await useCase.lookUpOrder(context.deps, input, context.addressHash);
  return result.ok ? { __typename: 'LookUpOrderSuccess', order: result.value } : toUserError(result.refusal);
};
