import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/update-order.ts';
import { toUserError } from '../user-error.ts';

export const updateOrder: NonNullable<MutationResolvers['updateOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.updateOrder(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'UpdateOrderSuccess', order: result.value } : toUserError(result.refusal);
};
