import { minorDigits, type Money as Amount } from '../money.ts';

/** Resolvers of `Money` in `common.graphql`. */
export const Money = { digits: ({ currency }: Amount): number => minorDigits(currency) };
