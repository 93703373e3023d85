import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type ExecutionResult } from 'graphql';
import { expect, it } from 'vitest';
import { resolveEntities } from './entities.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
  interface Media @key(fields: "id") { id: ID! title: String }
  type Book implements Media @key(fields: "id") { id: ID! title: String }
  type Film implements Media @key(fields: "id") { id: ID! title: String }
  type Stub @key(fields: "id") { id: ID! echo: String }
  type Goods @key(fields: "upc") { upc: ID! echo: String }
  interface Named { id: ID! }
  type Plain implements Named { id: ID! }
  type Query { plain: Plain }
`;

const resolvers = {
  Media: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Book', id, title: `media ${id}` }) },
  Book: {
    __resolveReference: async ({ id }: { id: string }) => {
      if (id === 'bad') throw new Error('No such book');
      return id === 'none' ? null : { id, title: `book ${id}` };
    },
  },
  Film: {
    __resolveReference: ({ id }: { id: string }) =>
      id === 'other' ? { __typename: 'Book', id, title: 'named otherwise' } : { id, title: `film ${id}` },
  },
  Stub: { echo: ({ id }: { id: string }) => `stub ${id}` },
  Goods: { echo: ({ upc }: { upc: string }) => `goods ${upc}` },
};

const build = () => buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
const document = parse(
  `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Book { id title } ... on Film { id title } ... on Stub { id echo } ... on Goods { upc echo } } }`,
);
const ask = async (schema: ReturnType<typeof build>, of: unknown): Promise<ExecutionResult> =>
  execute({ schema, document, variableValues: { of } });
const plain = (result: ExecutionResult): unknown => JSON.parse(JSON.stringify(result));

it.each([
  [
    'found later',
    [
      { __typename: 'Book', id: '1' },
      { __typename: 'Book', id: 'none' },
    ],
  ],
  ['found at once', [{ __typename: 'Film', id: '1' }]],
  ['of a type that says it is another', [{ __typename: 'Film', id: 'other' }]],
  ['that are their references', [{ __typename: 'Stub', id: '1' }]],
  ['with another key than an id', [{ __typename: 'Goods', upc: '1' }]],
  ['by an interface', [{ __typename: 'Media', id: '1' }]],
  [
    'that fail among others',
    [
      { __typename: 'Book', id: 'bad' },
      { __typename: 'Stub', id: '2' },
    ],
  ],
])('answers for entities %s as @apollo/subgraph does', async (_, of) => {
  expect(plain(await ask(resolveEntities(build()), of))).toEqual(plain(await ask(build(), of)));
});

it.each([
  ['of no type', { __typename: 'Nothing', id: '1' }],
  ['of a type without a key', { __typename: 'Plain', id: '1' }],
  ['without a type', { id: '1' }],
  ['of an interface without a key', { __typename: 'Named', id: '1' }],
  ['without its key', { __typename: 'Stub' }],
  ['with a key that is no id', { __typename: 'Film', id: 7 }],
  ['that is none', 'Book'],
])('refuses a reference %s as its caller’s mistake', async (_, reference) => {
  const { data, errors } = await ask(resolveEntities(build()), [reference]);
  expect(data).toBeNull();
  expect(errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'BAD_USER_INPUT', argument: 'representations' },
  ]);
});
