import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/api-keys.ts';
import { toAdminError } from '../user-error.ts';

export const createApiKey: NonNullable<MutationResolvers['createApiKey']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.createApiKey(deps, personOf(viewer), input, new Date());
  return result.ok ? { __typename: 'CreateApiKeySuccess', ...result.value } : toAdminError(result.refusal);
};
