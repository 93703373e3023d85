import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/refund-payment.ts';
import { toUserError } from '../user-error.ts';

export const refundPayment: NonNullable<MutationResolvers['refundPayment']> = async (_, { input }, context) => {
  const result = await useCase.refundPayment(context.deps, personOf(context.viewer), input);
  return result.ok ? { __typename: 'RefundPaymentSuccess', payment: result.value } : toUserError(result.refusal);
};
