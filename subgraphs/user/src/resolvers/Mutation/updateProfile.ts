import { unauthenticated } from '@storegraph/subgraph-kit/errors';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/update-profile.ts';
import { signedInViewer } from '../signed-in.ts';
import { userError } from '../user-error.ts';

export const updateProfile: NonNullable<MutationResolvers['updateProfile']> = async (_, { input }, context) => {
  const result = await useCase.updateProfile(context.deps, { userId: signedInViewer(context).userId, form: input });
  if (result === null) throw unauthenticated();
  return result.ok ? { __typename: 'UpdateProfileSuccess', user: result.value } : userError(result.refusal);
};
