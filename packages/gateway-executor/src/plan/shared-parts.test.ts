import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { decideParts, type PlacedFetch } from './shared-parts.ts';

const fetch = (path: string[], selections: string): PlacedFetch => {
  const operation =
    path.length === 0
      ? `{ ${selections} }`
      : `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { ${selections} } } }`;
  return {
    path,
    document: parse(operation),
    node: {
      kind: 'Fetch',
      serviceName: 'any',
      operation,
      operationName: undefined,
      operationKind: 'query' as never,
      ...(path.length > 0 && { requires: [] }),
    },
  };
};

const decide = (...fetches: PlacedFetch[]) => [...decideParts(fetches).values()];

const root = fetch([], 'users { __typename id }');

describe('the parts of an answer for several equal entities', () => {
  it('are shared where one fetch alone writes into them', () => {
    expect(decide(root, fetch(['users', '@'], 'reviews { product { id } }'))).toEqual(['shared', 'shared']);
  });

  it('are none where the answer has no objects', () => {
    expect(decide(root, fetch(['users', '@'], 'name born'))).toEqual(['shared', 'none']);
  });

  it('are copied where another fetch writes into them by way of their entity', () => {
    expect(decide(root, fetch(['users', '@'], 'home { street }'), fetch(['users', '@'], 'home { city }'))).toEqual([
      'shared',
      'copied',
      'copied',
    ]);
  });

  it('are shared where others write by way of the parts themselves', () => {
    expect(
      decide(root, fetch(['users', '@'], 'reviews { id }'), fetch(['users', '@', 'reviews', '@'], 'author { name }')),
    ).toEqual(['shared', 'shared', 'shared']);
  });
});
