import { never, subgraph, type AuditGroup } from '../group.ts';

const types = `
  union Device = Kettle | Fridge
  interface Node { id: ID! }
  type Kettle implements Node { id: ID! }
  type Fridge implements Node { id: ID! }
`;

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'devices',
      `
        type Query { union: Device  interface: Node }
        ${types}
        interface Person @key(fields: "id") { id: ID! }
        type Guest implements Person @key(fields: "id") { id: ID! }
      `,
      {
        Query: {
          union: () => ({ __typename: 'Kettle', id: '1' }),
          interface: () => ({ __typename: 'Fridge', id: '2' }),
        },
        Person: { __resolveReference: ({ id }) => ({ __typename: 'Guest', id }) },
        Guest: { __resolveReference: never },
      },
    ),
    subgraph('people', 'type Query { people: [Person] }  type Person @key(fields: "id") @interfaceObject { id: ID! }', {
      Query: { people: () => [{ id: 'p1' }, { id: 'p2' }] },
    }),
  ],
  cases: {
    'of a union, twice': {
      query: '{ union { __typename type: __typename } }',
      data: { union: { __typename: 'Kettle', type: 'Kettle' } },
    },
    'of an interface, three times': {
      query: '{ interface { id __typename type: __typename t: __typename } }',
      data: { interface: { id: '2', __typename: 'Fridge', type: 'Fridge', t: 'Fridge' } },
    },
    'of a union, in fragments': {
      query: '{ union { __typename ... on Kettle { type: __typename } ... on Fridge { type: __typename } } }',
      data: { union: { __typename: 'Kettle', type: 'Kettle' } },
    },
    'of an interface, in fragments': {
      query: '{ interface { __typename ... on Kettle { type: __typename } ... on Fridge { type: __typename } } }',
      data: { interface: { __typename: 'Fridge', type: 'Fridge' } },
    },
    'of an object for an interface: not asked for': {
      query: '{ people { id } }',
      data: { people: [{ id: 'p1' }, { id: 'p2' }] },
    },
    'of an object for an interface': {
      query: '{ people { __typename } }',
      data: { people: [{ __typename: 'Guest' }, { __typename: 'Guest' }] },
    },
  },
};
