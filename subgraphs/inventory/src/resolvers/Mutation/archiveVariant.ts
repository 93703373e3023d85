import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-variants.ts';
import { variantResult } from '../variant-result.ts';

export const archiveVariant: NonNullable<MutationResolvers['archiveVariant']> = async (_, { input }, context) =>
  variantResult(context, await useCase.archiveVariant(context.deps, personOf(context.viewer).userId, input));
