import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/start-payment.ts';
import { toUserError } from '../user-error.ts';

export const startPayment: NonNullable<MutationResolvers['startPayment']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.startPayment(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'StartPaymentSuccess', payment: result.value } : toUserError(result.refusal);
};
