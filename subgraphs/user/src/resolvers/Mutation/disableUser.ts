import { forbidden } from '@storegraph/subgraph-kit/graphql/errors';
import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/disable-user.ts';
import { toUserError } from '../user-error.ts';

export const disableUser: NonNullable<MutationResolvers['disableUser']> = async (_, { input }, context) => {
  const result = await useCase.disableUser(context.deps, {
    actor: personOf(context.viewer),
    userId: input.userId,
    isDisabled: input.disabled ?? true,
  });
  if (result.ok) return { __typename: 'DisableUserSuccess', user: result.value };
  if (result.refusal.kind === 'forbidden') throw forbidden();
  return toUserError(result.refusal);
};
