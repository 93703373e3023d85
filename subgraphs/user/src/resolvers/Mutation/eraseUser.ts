import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/erase-user.ts';
import { toAdminError } from '../user-error.ts';

export const eraseUser: NonNullable<MutationResolvers['eraseUser']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.eraseUser(deps, personOf(viewer), input);
  if (result.ok) return { __typename: 'EraseUserSuccess', user: result.value };
  return toAdminError(result.refusal);
};
