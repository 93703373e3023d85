import { minorDigits } from '@storegraph/subgraph-kit/money';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const shopCurrency: NonNullable<QueryResolvers['shopCurrency']> = (_, __, { deps: { currency } }) => ({
  code: currency,
  digits: minorDigits(currency),
});
