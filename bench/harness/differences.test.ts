import { expect, it } from 'vitest';
import { assertEqualAnswers } from './differences.ts';

const compare = (left: unknown, right: unknown) => () => assertEqualAnswers(['ours', left], ['peer', right]);

it('takes equal answers, whatever the order of their keys', () => {
  expect(compare({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).not.toThrow();
});

it('names the path and both values', () => {
  expect(
    compare({ data: { orders: [{ id: 'x' }, { id: 'y' }] } }, { data: { orders: [{ id: 'x' }, { id: 'z' }] } }),
  ).toThrow(/\$\.data\.orders\[1\]\.id\n {4}ours: "y"\n {4}peer: "z"/);
});

it.each([
  ['a missing key', { a: 1 }, {}],
  ['null for nothing', { a: null }, {}],
  ['an empty list for an empty object', { a: [] }, { a: {} }],
  ['a shorter list', [1, 2], [1]],
  ['another order', [1, 2], [2, 1]],
  ['text for a number', { a: '1' }, { a: 1 }],
])('refuses %s', (_, left, right) => expect(compare(left, right)).toThrow('answer differently'));

it('shows a few differences and counts the rest', () => {
  expect(
    compare(
      Array.from({ length: 20 }, () => 1),
      Array.from({ length: 20 }, () => 2),
    ),
  ).toThrow('and 12 more');
});
