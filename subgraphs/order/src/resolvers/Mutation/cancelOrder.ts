import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/cancel-order.ts';
import { toUserError } from '../user-error.ts';

export const cancelOrder: NonNullable<MutationResolvers['cancelOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.cancelOrder(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'CancelOrderSuccess', order: result.value } : toUserError(result.refusal);
};
