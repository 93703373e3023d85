import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/cancel-payment.ts';
import { toUserError } from '../user-error.ts';

export const cancelPayment: NonNullable<MutationResolvers['cancelPayment']> = async (
  _,
  { input },
  { deps, viewer },
) => {
  const result = await useCase.cancelPayment(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'CancelPaymentSuccess', payment: result.value } : toUserError(result.refusal);
};
