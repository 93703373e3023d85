import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-variants.ts';
import { variantResult } from '../variant-result.ts';

export const addVariant: NonNullable<MutationResolvers['addVariant']> = async (_, { input }, context) =>
  variantResult(context, await useCase.addVariant(context.deps, personOf(context.viewer).userId, input));
