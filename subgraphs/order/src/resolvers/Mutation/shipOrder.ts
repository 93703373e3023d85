import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { shipOrder as use } from '../../use-cases/ship-order.ts';
import { personOf } from '../person.ts';
import { toUserError } from '../user-errors.ts';

export const shipOrder: NonNullable<MutationResolvers['shipOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await use(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'ShipOrderSuccess', order: result.value } : toUserError(result.refusal);
};
