import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { cancelOrder as use } from '../../use-cases/cancel-order.ts';
import { personOf } from '../person.ts';
import { toUserError } from '../user-errors.ts';

export const cancelOrder: NonNullable<MutationResolvers['cancelOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await use(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'CancelOrderSuccess', order: result.value } : toUserError(result.refusal);
};
