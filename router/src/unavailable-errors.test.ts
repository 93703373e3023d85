import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { unavailableErrors } from './unavailable-errors.ts';

const schema = buildSchema(`
  type Query { me: User }
  interface Named { name: String! }
  type User implements Named { id: ID!  name: String!  orders: [Int!]  cart: Int }
`);

const paths = (query: string, representations: unknown[] = []) =>
  unavailableErrors({ subgraph: 'order', document: parse(query), representations, schema }).map(({ path }) => path);

const user = { __typename: 'User', id: '1' };

describe('unavailableErrors', () => {
  it('tells code and subgraph', () => {
    expect(
      unavailableErrors({ subgraph: 'order', document: parse('{ cart { id } }'), representations: [], schema }),
    ).toEqual([
      {
        message: 'The order service does not answer. Try again in a moment',
        path: ['cart'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'order' },
      },
    ]);
  });

  it('points at each root field, by its alias', () => {
    expect(paths('query Page { cart { id } latest: orders { id } __typename }')).toEqual([['cart'], ['latest']]);
  });

  it('points at the fields that a subgraph adds to an entity', () => {
    expect(
      paths(
        'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { orders basket: cart } } }',
        [user, user],
      ),
    ).toEqual([
      ['_entities', 0, 'orders'],
      ['_entities', 0, 'basket'],
      ['_entities', 1, 'orders'],
      ['_entities', 1, 'basket'],
    ]);
  });

  it('points at the entity when it cannot be without a field, since the entity itself turns null then', () => {
    expect(paths('{ _entities(representations: []) { ... on User { cart name } } }', [user])).toEqual([
      ['_entities', 0],
    ]);
    expect(paths('{ _entities(representations: []) { ... on Named { name } } }', [user])).toEqual([['_entities', 0]]);
  });

  it('still says something about an entity of an unknown type', () => {
    expect(
      paths('{ _entities(representations: []) { ... on Robot { name } } }', [{ __typename: 'Thing' }, null]),
    ).toEqual([
      ['_entities', 0],
      ['_entities', 1],
    ]);
  });
});
