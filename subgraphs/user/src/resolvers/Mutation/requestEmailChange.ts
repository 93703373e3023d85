import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/request-email-change.ts';
import { toUserError } from '../user-error.ts';

export const requestEmailChange: NonNullable<MutationResolvers['requestEmailChange']> = async (
  _,
  { input },
  context,
) => {
  const result = await useCase.requestEmailChange(context.deps, personOf(context.viewer), input, context);
  return result.ok ? { __typename: 'RequestEmailChangeSuccess', email: result.value } : toUserError(result.refusal);
};
