import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/api-keys.ts';
import { toAdminError } from '../user-error.ts';

export const revokeApiKey: NonNullable<MutationResolvers['revokeApiKey']> = async (_, { input }, { deps, viewer }) => {
  const result = await useCase.revokeApiKey(deps, personOf(viewer), input.apiKeyId);
  return result.ok ? { __typename: 'RevokeApiKeySuccess', apiKeyId: result.value } : toAdminError(result.refusal);
};
