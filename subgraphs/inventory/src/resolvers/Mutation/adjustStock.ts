import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-stock.ts';
import { stockResult } from '../stock-result.ts';

export const adjustStock: NonNullable<MutationResolvers['adjustStock']> = async (_, { input }, context) =>
  stockResult(context, await useCase.adjustStock(context.deps, personOf(context.viewer).userId, input));
