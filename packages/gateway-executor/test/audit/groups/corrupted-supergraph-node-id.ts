import { subgraph, type AuditGroup } from '../group.ts';

// Neither subgraph can tell the id of every node, since each has one of them as external: composition lets it pass, and
// no plan exists.

const owner = { __typename: 'Owner', id: 'o1', name: 'Owner 1' };
const room = { __typename: 'Room', id: 'r1', text: 'Room 1' };
const hidden = { id: 'never' };
const ifIs =
  <Row extends { id: string }>(row: Row) =>
  ({ id }: { id: string }) =>
    id === row.id ? row : null;

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'owners',
      `
        type Query { node(id: ID!): Node @shareable  owner(id: String!): Owner }
        interface Node { id: ID! }
        type Owner implements Node @key(fields: "id") { id: ID!  name: String! }
        type Room implements Node @key(fields: "id") { id: ID! @external  owner: Owner! }
      `,
      {
        Query: {
          node: (_, { id }) => (id === owner.id ? owner : { ...room, ...hidden }),
          owner: (_, args) => ifIs(owner)(args),
        },
        Owner: { __resolveReference: ifIs(owner) },
        Room: { __resolveReference: ifIs(room), owner: () => owner },
      },
    ),
    subgraph(
      'rooms',
      `
        type Query { node(id: ID!): Node @shareable  room(id: String!): Room }
        interface Node { id: ID! }
        type Owner implements Node @key(fields: "id") { id: ID! @external  rooms: [Room!]! }
        type Room implements Node @key(fields: "id") { id: ID!  text: String! }
      `,
      {
        Query: {
          node: (_, { id }) => (id === room.id ? room : { ...owner, ...hidden }),
          room: (_, args) => ifIs(room)(args),
        },
        Owner: { __resolveReference: ifIs(owner), rooms: () => [room] },
        Room: { __resolveReference: ifIs(room) },
      },
    ),
  ],
  cases: {
    'what no plan can find is an error': { query: '{ node(id: "o1") { id } }', data: null, errors: true },
    'types alone': {
      query: '{ owner: node(id: "o1") { __typename } room: node(id: "r1") { __typename } }',
      data: { owner: { __typename: 'Owner' }, room: { __typename: 'Room' } },
    },
    'each by the subgraph that knows it': {
      query: '{ owner: node(id: "o1") { ... on Owner { id name } } room: node(id: "r1") { ... on Room { id text } } }',
      data: { owner: { id: 'o1', name: 'Owner 1' }, room: { id: 'r1', text: 'Room 1' } },
    },
    'fragments on the other type': {
      query: '{ owner: node(id: "o1") { ... on Room { id } } room: node(id: "r1") { ... on Owner { id } } }',
      data: { owner: {}, room: {} },
    },
    'fragments on the other type, with types': {
      query:
        '{ owner: node(id: "o1") { __typename ... on Room { id } } room: node(id: "r1") { __typename ... on Owner { id } } }',
      data: { owner: { __typename: 'Owner' }, room: { __typename: 'Room' } },
    },
    'a part that can be found does not save the whole': {
      query:
        '{ owner: node(id: "o1") { id ... on Room { id } } room: node(id: "r1") { __typename ... on Owner { id } } }',
      data: null,
      errors: true,
    },
    'a room by itself': { query: '{ room(id: "r1") { id } }', data: { room: { id: 'r1' } } },
    'an owner by itself': { query: '{ owner(id: "o1") { id } }', data: { owner: { id: 'o1' } } },
    'from a room to its owner': {
      query: '{ room(id: "r1") { id text owner { id } } }',
      data: { room: { id: 'r1', text: 'Room 1', owner: { id: 'o1' } } },
    },
    'from an owner to the rooms': {
      query: '{ owner(id: "o1") { id name rooms { id } } }',
      data: { owner: { id: 'o1', name: 'Owner 1', rooms: [{ id: 'r1' }] } },
    },
  },
};
