import { unauthenticated } from '@storegraph/subgraph-kit/graphql/errors';
import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/request-email-verification.ts';
import { toUserError } from '../user-error.ts';

export const requestEmailVerification: NonNullable<MutationResolvers['requestEmailVerification']> = async (
  _,
  __,
  { deps, viewer },
) => {
  const result = await useCase.requestEmailVerification(deps, personOf(viewer));
  if (result === null) throw unauthenticated();
  return result.ok
    ? { __typename: 'RequestEmailVerificationSuccess', user: result.value }
    : toUserError(result.refusal);
};
