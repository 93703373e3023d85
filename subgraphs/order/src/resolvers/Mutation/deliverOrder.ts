import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/fulfil-order.ts';
import { toUserError } from '../user-error.ts';

export const deliverOrder: NonNullable<MutationResolvers['deliverOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.deliverOrder(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'DeliverOrderSuccess', order: result.value } : toUserError(result.refusal);
};
