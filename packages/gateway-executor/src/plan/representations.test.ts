import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileEntityForms } from './entity-forms.ts';
import type { Fields } from './merge.ts';
import { batchOf } from './representations.ts';

const schema = buildSchema(`
  type Query { node: Node }
  interface Node { id: ID! }
  type Product implements Node { id: ID!  price: Int  maker: Maker  sizes: [Size!] }
  type Maker { name: String }
  type Size { cm: Int }
  type User implements Node { id: ID! }
`);

const field = (name: string, selections?: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: 'Field',
  name,
  ...(selections && { selections }),
});
const on = (typeCondition: string, ...selections: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: 'InlineFragment',
  typeCondition,
  selections,
});

const batch = (requires: QueryPlanSelectionNode[], entities: Fields[]) => {
  const {
    representations,
    indexes,
    entities: kept,
  } = batchOf(entities, compileEntityForms(requires, schema), undefined);
  return { representations: JSON.parse(JSON.stringify(representations)), indexes, kept };
};

const byId = [on('Product', field('__typename'), field('id'))];
const product = (id: unknown, more: object = {}): Fields => ({ __typename: 'Product', id, ...more });

describe('representations', () => {
  it('are sent once for equal entities', () => {
    const { representations, indexes } = batch(byId, [product('1'), product('2'), product('1', { name: 'other' })]);
    expect(representations).toEqual([product('1'), product('2')]);
    expect(indexes).toEqual([0, 1, 0]);
  });

  it('differ by the kind of a value', () => {
    expect(
      batch(byId, [
        product('1'),
        product(1),
        product(true),
        product('true'),
        product(null),
        product('null'),
        product(['1']),
        product({ a: '1' }),
      ]).indexes,
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('do not run into each other where there are several values', () => {
    const requires = [on('Product', field('__typename'), field('id'), field('price'))];
    const entities = [
      product('12', { price: '3' }),
      product('1', { price: '23' }),
      product('12', { price: '3' }),
      product('1', { price: null }),
    ];
    expect(batch(requires, entities).indexes).toEqual([0, 1, 0, 2]);
  });

  it('are made of what is inside, too', () => {
    const requires = [
      on('Product', field('__typename'), field('id'), field('maker', [field('name')]), field('sizes', [field('cm')])),
    ];
    const made = (name: string, ...sizes: (number | null)[]) =>
      product('1', {
        maker: { name, secret: 'x' },
        sizes: sizes.map((cm) => (cm === null ? null : { cm, secret: 'x' })),
      });
    const { representations, indexes } = batch(requires, [made('A', 1, null), made('B', 1), made('A', 1, null)]);
    expect(indexes).toEqual([0, 1, 0]);
    expect(representations[0]).toEqual(product('1', { maker: { name: 'A' }, sizes: [{ cm: 1 }, null] }));
  });

  it('leave out entities without a part of their key, or of no known type', () => {
    const { indexes, kept } = batch(byId, [
      product(undefined),
      { __typename: 'Product' },
      { id: '1' },
      { __typename: 'User', id: '1' },
      { __typename: 'Nobody', id: '1' },
      product('1'),
    ]);
    expect(indexes).toEqual([0]);
    expect(kept).toEqual([product('1')]);
  });

  it('find entities by their interface', () => {
    expect(
      batch(
        [on('Node', field('__typename'), field('id'))],
        [product('1'), { __typename: 'User', id: '1' }, product('1')],
      ).indexes,
    ).toEqual([0, 1, 0]);
  });

  it('take what an object inherits for missing', () => {
    const requires = [on('Product', field('__typename'), field('constructor'))];
    expect(batch(requires, [product('1')]).representations).toEqual([]);
  });
});
