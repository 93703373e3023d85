import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { subscriptionConditions } from './subscription-conditions.ts';

const count = (text: string): number => subscriptionConditions(parse(text)).length;

it.each([
  ['a field with a literal', 'subscription { a @skip(if: true) }'],
  ['a field with a variable', 'subscription ($no: Boolean!) { a @include(if: $no) }'],
  ['an inline fragment', 'subscription { ... @include(if: false) { a } }'],
  ['a field in a fragment', 'subscription { ...F } fragment F on Subscription { a @skip(if: true) ...F }'],
  ['one beside a query', 'query Q { b } subscription S { a @skip(if: true) }'],
])('finds a condition at the root: %s', (_, text) => {
  expect(count(text)).toBe(1);
});

it('leaves conditions within the root field, and those of queries', () => {
  expect(count('subscription { a { b @skip(if: true) } }')).toBe(0);
  expect(count('query { a @skip(if: true) }')).toBe(0);
});
