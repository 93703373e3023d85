import type { FetchDataRewrite } from '@apollo/query-planner';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileRewrites } from './rewrites.ts';

const schema = buildSchema(
  'type Query { node: Node } interface Node { id: ID } type Book implements Node { id: ID } type Film { id: ID }',
);

function rewrite(value: unknown, ...rewrites: FetchDataRewrite[]): unknown {
  compileRewrites(rewrites, schema)?.(value);
  return JSON.parse(JSON.stringify(value));
}

const rename = (...path: string[]): FetchDataRewrite => ({ kind: 'KeyRenamer', path, renameKeyTo: 'title' });
const set = (setValueTo: unknown, ...path: string[]): FetchDataRewrite => ({ kind: 'ValueSetter', path, setValueTo });

describe('rewrites', () => {
  it('rename and set fields, through lists and lists of lists', () => {
    expect(rewrite({ books: [[{ t: 1 }], [null, { t: 2 }]] }, rename('books', 't'))).toEqual({
      books: [[{ title: 1 }], [null, { title: 2 }]],
    });
    expect(rewrite({ __typename: 'Book' }, set('Node', '__typename'))).toEqual({ __typename: 'Node' });
  });

  it('mind the type of an object, where it is known', () => {
    const all = [{ __typename: 'Book', t: 1 }, { __typename: 'Film', t: 2 }, { t: 3 }];
    expect(rewrite({ all }, rename('all', '... on Node', 't'))).toEqual({
      all: [{ __typename: 'Book', title: 1 }, { __typename: 'Film', t: 2 }, { title: 3 }],
    });
  });

  it('leave alone what is not there, and what is no object', () => {
    expect(
      rewrite({ a: 'text', b: null }, rename('a', 't'), rename('b', 't'), rename('c', 't'), rename('toString', 't')),
    ).toEqual({ a: 'text', b: null });
  });

  it('are nothing where a plan has none', () => {
    expect(compileRewrites([], schema)).toBeUndefined();
    expect(compileRewrites(undefined, schema)).toBeUndefined();
  });
});
