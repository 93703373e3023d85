import { by, subgraph, type AuditGroup } from '../group.ts';

const addresses = [
  { __typename: 'Home', id: 'a1', city: 'Bern', country: 'CH' },
  { __typename: 'Work', id: 'a2', city: 'Oslo', country: 'NO' },
];
const users = [
  { id: 'u1', name: 'User 1', addressId: 'a1' },
  { id: 'u2', name: 'User 2', addressId: 'a2' },
];
const addressOf = ({ address }: { address?: { id?: string } }) => addresses.find(({ id }) => id === address?.id);
const types = (fields: string, more = '') => `
  interface Address { id: ID! }
  type Home implements Address @key(fields: "id") { id: ID!  ${fields} }
  type Work implements Address @key(fields: "id") { id: ID!  ${fields} }
  ${more}
`;

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'places',
      `
        type Query { first: User }
        ${types('city: String @shareable')}
        type User @key(fields: "id") {
          id: ID!
          name: String! @shareable
          address: Address @external
          city: String @requires(fields: "address { id }")
          country: String @requires(fields: "address { ... on Work { id } }")
        }
      `,
      {
        Query: { first: () => users[0] },
        User: { city: (user) => addressOf(user)?.city, country: (user) => addressOf(user)?.country },
      },
    ),
    subgraph(
      'users',
      `
        type Query { second: User }
        ${types('city: String @shareable', 'type Third implements Address @key(fields: "id") { id: ID!  city: String }')}
        type User @key(fields: "id") { id: ID!  name: String! @shareable  address: Address }
      `,
      {
        Query: { second: () => users[1] },
        User: {
          __resolveReference: by(users, 'id'),
          address: ({ addressId }) => addresses.find(({ id }) => id === addressId),
        },
      },
    ),
  ],
  cases: {
    'a field of an interface, from elsewhere': { query: '{ first { city } }', data: { first: { city: 'Bern' } } },
    'a field of an interface, from where it is': { query: '{ second { city } }', data: { second: { city: 'Oslo' } } },
    'a field of a type that the object is not': { query: '{ first { country } }', data: { first: { country: null } } },
    'the interface itself, from elsewhere': {
      query: '{ first { address { __typename id } } }',
      data: { first: { address: { __typename: 'Home', id: 'a1' } } },
    },
    'the interface itself, from where it is': {
      query: '{ second { address { __typename id } } }',
      data: { second: { address: { __typename: 'Work', id: 'a2' } } },
    },
  },
};
