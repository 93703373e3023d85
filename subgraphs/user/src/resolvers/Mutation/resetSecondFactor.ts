import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/reset-second-factor.ts';
import { toAdminError } from '../user-error.ts';

export const resetSecondFactor: NonNullable<MutationResolvers['resetSecondFactor']> = async (
  _,
  { input },
  { deps, viewer },
) => {
  const result = await useCase.resetSecondFactor(deps, personOf(viewer), input);
  return result.ok ? { __typename: 'ResetSecondFactorSuccess', user: result.value } : toAdminError(result.refusal);
};
