import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-stock.ts';
import { stockResult } from '../stock-result.ts';

export const setStock: NonNullable<MutationResolvers['setStock']> = async (_, { input }, context) =>
  stockResult(context, await useCase.setStock(context.deps, personOf(context.viewer).userId, input));
