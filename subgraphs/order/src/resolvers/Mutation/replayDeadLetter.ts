import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/replay-dead-letter.ts';
import { toUserError } from '../user-error.ts';

export const replayDeadLetter: NonNullable<MutationResolvers['replayDeadLetter']> = async (_, { input }, context) => {
  const result = await useCase.replayDeadLetter(context.deps, personOf(context.viewer), input);
  return result.ok ? { __typename: 'ReplayDeadLetterSuccess', ...result.value } : toUserError(result.refusal);
};
