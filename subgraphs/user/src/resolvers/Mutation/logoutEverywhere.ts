import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/logout-everywhere.ts';

export const logoutEverywhere: NonNullable<MutationResolvers['logoutEverywhere']> = async (_, __, context) => {
  const endedSessions = await useCase.logoutEverywhere(context.deps, personOf(context.viewer));
  context.setCookie(context.refreshCookie.clear);
  return { __typename: 'LogoutSuccess', endedSessions };
};
