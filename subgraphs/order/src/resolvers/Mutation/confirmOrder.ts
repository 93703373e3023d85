import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { confirmOrder as use } from '../../use-cases/confirm-order.ts';
import { personOf } from '../person.ts';
import { toUserError } from '../user-errors.ts';

export const confirmOrder: NonNullable<MutationResolvers['confirmOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await use(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'ConfirmOrderSuccess', order: result.value } : toUserError(result.refusal);
};
