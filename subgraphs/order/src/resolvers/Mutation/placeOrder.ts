import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/place-order.ts';
import { toUserError } from '../user-error.ts';

export const placeOrder: NonNullable<MutationResolvers['placeOrder']> = async (_, { input }, context) => {
  const result = await useCase.placeOrder(context.deps, personOf(context.viewer), input, context.addressHash);
  if (!result.ok) return toUserError(result.refusal);
  return { __typename: 'PlaceOrderSuccess', order: result.value };
};
