import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/cancel-payment.ts';
import { toUserError } from '../user-error.ts';

export const cancelPayment: NonNullable<MutationResolvers['cancelPayment']> = async (_, { input }, context) => {
  const result = await useCase.cancelPayment(context.deps, personOf(context.viewer), input);
  return result.ok ? { __typename: 'CancelPaymentSuccess', payment: result.value } : toUserError(result.refusal);
};
