import { by, never, subgraph, type AuditGroup } from '../group.ts';

const pets = [
  { __typename: 'Dog', id: 'p1', name: 'Rex', age: 5 },
  { __typename: 'Cat', id: 'p2', name: 'Mia', age: 6 },
];
const interfaces = `
  interface Show { id: ID!  pets: [Pet] }
  interface Pet { id: ID!  name: String }
`;

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'plain',
      `type Query { show: Show @shareable }  interface Show { id: ID!  pets: [Pet] }  interface Pet { id: ID! }
       type Circus implements Show @key(fields: "id") { id: ID!  pets: [Pet] @external }
       type Dog implements Pet { id: ID! @external }  type Cat implements Pet { id: ID! @external }`,
      { Query: { show: never } },
    ),
    subgraph(
      'providing',
      `
        type Query { show: Show @shareable @provides(fields: "pets { id name }") }
        ${interfaces}
        type Circus implements Show { id: ID! @shareable  pets: [Pet] @external }
        type Dog implements Pet { id: ID! @external  name: String @external }
        type Cat implements Pet { id: ID! @external  name: String @external }
      `,
      { Query: { show: () => ({ __typename: 'Circus', id: 's1', pets }) } },
    ),
    subgraph(
      'pets',
      `
        ${interfaces}
        type Circus implements Show @key(fields: "id") { id: ID!  pets: [Pet] @shareable }
        type Dog implements Pet @key(fields: "id") { id: ID!  name: String @shareable  age: Int }
        type Cat implements Pet @key(fields: "id") { id: ID!  name: String @shareable  age: Int }
      `,
      { Circus: { pets: () => pets }, Dog: { __resolveReference: never }, Cat: { __resolveReference: by(pets, 'id') } },
    ),
  ],
  cases: {
    'all that is provided': {
      query: '{ show { id pets { id name } } }',
      data: {
        show: {
          id: 's1',
          pets: [
            { id: 'p1', name: 'Rex' },
            { id: 'p2', name: 'Mia' },
          ],
        },
      },
    },
    'more than is provided': {
      query: '{ show { id pets { id name ... on Cat { age } } } }',
      data: {
        show: {
          id: 's1',
          pets: [
            { id: 'p1', name: 'Rex' },
            { id: 'p2', name: 'Mia', age: 6 },
          ],
        },
      },
    },
  },
};
