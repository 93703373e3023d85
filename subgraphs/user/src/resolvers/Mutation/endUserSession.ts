import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/end-user-session.ts';
import { toAdminError } from '../user-error.ts';

export const endUserSession: NonNullable<MutationResolvers['endUserSession']> = async (
  _,
  { input },
  { deps, viewer },
) => {
  const result = await useCase.endUserSession(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'EndSessionSuccess', user: result.value } : toAdminError(result.refusal);
};
