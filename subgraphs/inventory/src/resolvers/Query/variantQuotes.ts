import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { parseId } from '@storegraph/subgraph-kit/id';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { quoteVariants } from '../../use-cases/quote-variants.ts';

const MAX_IDS = 1000;

export const variantQuotes: NonNullable<QueryResolvers['variantQuotes']> = async (_, args, { deps }) => {
  if (args.ids.length > MAX_IDS) throw badUserInput(`\`ids\` takes at most ${MAX_IDS}`, 'ids');
  const ids = args.ids.map(parseId).filter((id) => id !== null);
  const quotes = await quoteVariants(deps.database.db, [...new Set(ids)], deps.currency);
  return [...quotes.values()].map(({ quote }) => quote);
};
