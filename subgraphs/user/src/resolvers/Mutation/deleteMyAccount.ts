import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/delete-my-account.ts';
import { toUserError } from '../user-error.ts';

export const deleteMyAccount: NonNullable<MutationResolvers['deleteMyAccount']> = async (_, { input }, context) => {
  const result = await useCase.deleteMyAccount(context.deps, personOf(context.viewer), input, context);
  if (!result.ok) return toUserError(result.refusal);
  context.setCookie(context.refreshCookie.clear);
  return { __typename: 'DeleteMyAccountSuccess', userId: result.value.id };
};
