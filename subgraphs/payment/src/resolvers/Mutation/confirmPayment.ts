import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/confirm-payment.ts';
import { toUserError } from '../user-error.ts';

export const confirmPayment: NonNullable<MutationResolvers['confirmPayment']> = async (_, { input }, context) => {
  const result = await useCase.confirmPayment(context.deps, personOf(context.viewer), input);
  return result.ok ? { __typename: 'ConfirmPaymentSuccess', payment: result.value } : toUserError(result.refusal);
};
