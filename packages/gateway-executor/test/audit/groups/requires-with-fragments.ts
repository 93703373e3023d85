import { by, subgraph, type AuditGroup } from '../group.ts';

const entities = [
  { id: 'e1', data: null },
  { id: 'e2', data: { __typename: 'Fox', word: 'fox-word', more: 'fox-more', fox: 'fox' } },
];

const types = (hidden = '') => `
  interface Word { word: String! }
  interface More implements Word { word: String!  more: String! }
  type Bee implements Word & More @shareable ${hidden} { word: String!  more: String!  bee: String! }
  type Fox implements Word & More @shareable { word: String!  more: String!  fox: String! }
`;
const wordOf = (which: string) => (entity: { data?: { word: string } | null }) => {
  if (!('data' in entity)) throw new Error('data is missing');
  return `${entity.data?.word ?? 'none'} ${which}`;
};

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'data',
      `type Query { full: Entity }  type Entity @key(fields: "id") { id: ID!  data: Word }  ${types()}`,
      {
        Query: { full: () => entities[1] },
        Entity: { __resolveReference: by(entities, 'id') },
      },
    ),
    subgraph(
      'words',
      `
        type Query { empty: Entity  filled: Entity }
        type Entity @key(fields: "id") {
          id: ID!
          data: Word @external
          deep: String! @requires(fields: "data { word ... on More { more ... on Bee { bee } ... on Fox { fox } } }")
          flat: String! @requires(fields: "data { ... on Word { word } }")
        }
        ${types('@inaccessible')}
      `,
      {
        Query: { empty: () => ({ id: 'e1' }), filled: () => ({ id: 'e2' }) },
        Entity: { deep: wordOf('deep'), flat: wordOf('flat') },
      },
    ),
  ],
  cases: {
    'the external field itself': {
      query: '{ empty { id data { __typename } } filled { id data { __typename } } }',
      data: { empty: { id: 'e1', data: null }, filled: { id: 'e2', data: { __typename: 'Fox' } } },
    },
    'fragments in fragments, from where the data is': {
      query: '{ full { deep } }',
      data: { full: { deep: 'fox-word deep' } },
    },
    'fragments in fragments, beside the field itself': {
      query: '{ full { data { __typename } deep } }',
      data: { full: { data: { __typename: 'Fox' }, deep: 'fox-word deep' } },
    },
    'fragments in fragments, there and back again': {
      query: '{ filled { data { __typename } deep } }',
      data: { filled: { data: { __typename: 'Fox' }, deep: 'fox-word deep' } },
    },
    'fragments in fragments, of nothing': {
      query: '{ empty { data { __typename } deep } }',
      data: { empty: { data: null, deep: 'none deep' } },
    },
    'a fragment on the interface itself': {
      query: '{ filled { data { __typename } flat } }',
      data: { filled: { data: { __typename: 'Fox' }, flat: 'fox-word flat' } },
    },
  },
};
