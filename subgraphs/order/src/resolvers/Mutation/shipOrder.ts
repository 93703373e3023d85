import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/fulfil-order.ts';
import { toUserError } from '../user-error.ts';

export const shipOrder: NonNullable<MutationResolvers['shipOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.shipOrder(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'ShipOrderSuccess', order: result.value } : toUserError(result.refusal);
};
