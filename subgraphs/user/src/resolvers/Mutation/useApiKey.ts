import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/api-keys.ts';

export const useApiKey: NonNullable<MutationResolvers['useApiKey']> = (_, { hash }, { deps }) =>
  useCase.useApiKey(deps, hash);
