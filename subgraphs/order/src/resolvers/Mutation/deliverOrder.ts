import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { deliverOrder as use } from '../../use-cases/deliver-order.ts';
import { personOf } from '../person.ts';
import { toUserError } from '../user-errors.ts';

export const deliverOrder: NonNullable<MutationResolvers['deliverOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await use(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'DeliverOrderSuccess', order: result.value } : toUserError(result.refusal);
};
