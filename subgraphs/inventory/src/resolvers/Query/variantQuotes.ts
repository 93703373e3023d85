import { z } from 'zod';
import { parseArgument } from '@storegraph/subgraph-kit/graphql/parse-argument';
import { id } from '@storegraph/subgraph-kit/input/id';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { quoteVariants } from '../../use-cases/quote-variants.ts';

const variantIds = z.array(id).max(1000, '`ids` takes at most 1000');

export const variantQuotes: NonNullable<QueryResolvers['variantQuotes']> = async (_, args, { deps }) => {
  const ids = new Set(parseArgument(variantIds, args.ids, 'ids'));
  const quotes = await quoteVariants(deps.database.db, [...ids], deps.currency);
  return [...quotes.values()].map(({ quote }) => quote);
};
