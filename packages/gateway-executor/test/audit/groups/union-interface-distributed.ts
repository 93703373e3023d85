import { subgraph, type AuditGroup } from '../group.ts';

const kettle = (id: string) => ({ __typename: 'Kettle', id });
const fridge = (id: string, years: number) => ({ __typename: 'Fridge', id, years });
const kettles = [kettle('k1'), kettle('k2')];
const fridges = [fridge('f1', 3), fridge('f2', 4)];
const find = ({ id }: { id: string }) => [...kettles, ...fridges].find((device) => device.id === id);
const ids = [{ id: 'f1' }, { id: 'f2' }];
const years = [{ years: 3 }, { years: 4 }];

// A kettle is a node in the one subgraph and none in the other, which is the one that is asked for nodes.
export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'devices',
      `
        type Query { devices: [Device]  node(id: ID!): Node  nodes: [Node]  fridges: [Fridge] }
        union Device = Kettle | Fridge
        interface Node { id: ID! }
        interface Warranted { years: Int }
        type Kettle @key(fields: "id") { id: ID! }
        type Fridge implements Node & Warranted @key(fields: "id") { id: ID!  years: Int }
      `,
      {
        Query: {
          devices: () => [...kettles, ...fridges],
          node: (_, args) => find(args),
          nodes: () => fridges,
          fridges: () => fridges,
        },
        Kettle: { __resolveReference: find },
        Fridge: { __resolveReference: find },
      },
    ),
    subgraph(
      'kettles',
      `
        interface Node { id: ID! }
        interface Warranted { years: Int }
        type Kettle implements Node & Warranted @key(fields: "id") { id: ID!  years: Int }
      `,
      { Kettle: { __resolveReference: ({ id }) => ({ ...kettle(id), years: 1 }) } },
    ),
  ],
  cases: {
    'an interface that each member of the union has, somewhere': {
      query: '{ devices { ... on Node { id } } }',
      data: { devices: [{ id: 'k1' }, { id: 'k2' }, { id: 'f1' }, { id: 'f2' }] },
    },
    'types of an interface': {
      query: '{ nodes { ... on Fridge { years } ... on Kettle { id } } }',
      data: { nodes: years },
    },
    'the interface itself': { query: '{ nodes { id } }', data: { nodes: ids } },
    'the interface in a fragment': { query: '{ nodes { ... on Node { id } } }', data: { nodes: ids } },
    'an interface in an interface': {
      query: '{ nodes { ... on Node { ... on Warranted { years } } } }',
      data: { nodes: years },
    },
    'an interface in itself': {
      query: '{ nodes { ... on Node { id ... on Node { id ... on Warranted { years } } } } }',
      data: {
        nodes: [
          { id: 'f1', years: 3 },
          { id: 'f2', years: 4 },
        ],
      },
    },
    'fragments on the type and on its interface': {
      query:
        '{ fridges { ...OfFridge ...OfNode } } fragment OfFridge on Fridge { id } fragment OfNode on Node { id __typename }',
      data: {
        fridges: [
          { id: 'f1', __typename: 'Fridge' },
          { id: 'f2', __typename: 'Fridge' },
        ],
      },
    },
    'a node that is none there': {
      query: '{ node(id: "k1") { ... on Kettle { years } } }',
      data: { node: null },
      errors: true,
    },
    'a node that is none there, as another type': {
      query: '{ node(id: "k1") { ... on Fridge { years } } }',
      data: { node: null },
      errors: true,
    },
    'a node': { query: '{ node(id: "f1") { ... on Fridge { years } } }', data: { node: { years: 3 } } },
  },
};
