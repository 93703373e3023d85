import { never, subgraph, type AuditGroup } from '../group.ts';

const yesIfDear = ({ isDear }: { isDear?: boolean }) => {
  if (typeof isDear !== 'boolean') throw new Error('isDear is missing');
  return true;
};

export const group: AuditGroup = {
  subgraphs: [
    subgraph('wares', 'type Query { ware: Ware }  type Ware @key(fields: "id") { id: ID!  price: Float! }', {
      Query: { ware: () => ({ id: 'w1', price: 700 }) },
    }),
    subgraph(
      'rating',
      'type Ware @key(fields: "id") { id: ID!  price: Float! @external  isDear: Boolean! @requires(fields: "price") }',
      {
        Ware: { isDear: ({ price }) => price > 500 },
      },
    ),
    subgraph(
      'labels',
      `
        type Ware @key(fields: "id") {
          id: ID!
          isDear: Boolean! @external
          wanted: Boolean! @requires(fields: "isDear")
          unwanted: Boolean! @requires(fields: "isDear")
        }
      `,
      { Ware: { wanted: yesIfDear, unwanted: never } },
    ),
  ],
  cases: {
    'a field that is not included': {
      query: 'query ($it: Boolean = false) { ware { price unwanted @include(if: $it) } }',
      data: { ware: { price: 700 } },
    },
    'a field that is skipped': {
      query: 'query ($it: Boolean = true) { ware { price unwanted @skip(if: $it) } }',
      data: { ware: { price: 700 } },
    },
    'a field that is included': {
      query: 'query ($it: Boolean = true) { ware { price wanted @include(if: $it) } }',
      data: { ware: { price: 700, wanted: true } },
    },
    'a field that is not skipped': {
      query: 'query ($it: Boolean = false) { ware { price wanted @skip(if: $it) } }',
      data: { ware: { price: 700, wanted: true } },
    },
  },
};
