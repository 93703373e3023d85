import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/fulfil-order.ts';
import { toUserError } from '../user-error.ts';

export const confirmOrder: NonNullable<MutationResolvers['confirmOrder']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.confirmOrder(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'ConfirmOrderSuccess', order: result.value } : toUserError(result.refusal);
};
