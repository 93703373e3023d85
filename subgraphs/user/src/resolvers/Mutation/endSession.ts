import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/end-session.ts';
import { ownAccount } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const endSession: NonNullable<MutationResolvers['endSession']> = async (_, { input }, context) => {
  const result = await useCase.endSession(context.deps, personOf(context.viewer), input);
  return result.ok ? { __typename: 'EndSessionSuccess', user: await ownAccount(context) } : toUserError(result.refusal);
};
