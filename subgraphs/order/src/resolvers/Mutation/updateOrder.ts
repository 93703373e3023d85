import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { updateOrder as use } from '../../use-cases/update-order.ts';
import { personOf } from '../person.ts';
import { toUserError } from '../user-errors.ts';

export const updateOrder: NonNullable<MutationResolvers['updateOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await use(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'UpdateOrderSuccess', order: result.value } : toUserError(result.refusal);
};
