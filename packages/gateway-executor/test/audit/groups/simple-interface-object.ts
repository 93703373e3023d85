import { by, subgraph, type AuditGroup } from '../group.ts';

const members = [
  { __typename: 'Member', id: 'm1', name: 'Member 1', login: 'login-1', age: 11 },
  { __typename: 'Member', id: 'm2', name: 'Member 2', login: 'login-2', age: 22 },
];
const roles = [
  { __typename: 'Chief', id: 'r1', name: 'Ann', isFirst: false, isActive: true },
  { __typename: 'Chief', id: 'r2', name: 'Bob', isFirst: true, isActive: true },
  { __typename: 'Aide', id: 'r3', name: 'Eve', isFirst: false, isActive: false },
];
const ofMembers = { __resolveReference: by(members, 'id') };
const ofRoles = { __resolveReference: by(roles, 'id') };
// What an object that stands for an interface says of its type is nothing that a gateway may believe.
const lies = ({ id, name }: (typeof roles)[number]) => ({ __typename: 'Never', id, name });

const all = members.map(({ id, name, login }) => ({ id, name, login }));
const allAndAge = members.map(({ id, name, login, age }) => ({ id, name, login, age }));
const ages = [{ age: 11 }, { age: 22 }];

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'types',
      `
        type Query { members: [Named!]! }
        interface Named @key(fields: "id") { id: ID!  name: String }
        type Member implements Named @key(fields: "id") { id: ID!  name: String  age: Int }
        interface Role @key(fields: "id") { id: ID! }
        type Chief implements Role @key(fields: "id") { id: ID!  isFirst: Boolean!  isActive: Boolean! @shareable }
        type Aide implements Role @key(fields: "id") { id: ID!  isFirst: Boolean! }
      `,
      {
        Query: { members: () => members },
        Named: ofMembers,
        Member: ofMembers,
        Role: ofRoles,
        Chief: ofRoles,
        Aide: ofRoles,
      },
    ),
    subgraph(
      'objects',
      `
        type Query { loggedIn: [Named]  roles: [Role] }
        type Named @key(fields: "id") @interfaceObject { id: ID!  login: String }
        type Role @key(fields: "id") @interfaceObject { id: ID!  name: String! }
      `,
      {
        Query: { loggedIn: () => members.map(({ id, login }) => ({ id, login })), roles: () => roles.map(lies) },
        Named: { __resolveReference: ({ id }) => ({ id, login: members.find((member) => member.id === id)!.login }) },
        Role: { __resolveReference: ({ id }) => lies(roles.find((role) => role.id === id)!) },
      },
    ),
    subgraph('activity', 'type Role @key(fields: "id") @interfaceObject { id: ID!  isActive: Boolean! @shareable }', {
      Role: { __resolveReference: ({ id }) => ({ __typename: 'Never', id }), isActive: () => false },
    }),
  ],
  cases: {
    'a field of the interface, from the object': { query: '{ loggedIn { id name login } }', data: { loggedIn: all } },
    'a field of the object, from the interface': { query: '{ members { id name login } }', data: { members: all } },
    'a field of a type, from the object': { query: '{ loggedIn { ... on Member { age } } }', data: { loggedIn: ages } },
    'a field of a type, from the interface': {
      query: '{ members { ... on Member { age } } }',
      data: { members: ages },
    },
    'all at once, from the object': {
      query: '{ loggedIn { ... on Member { age id name login } id name } }',
      data: { loggedIn: allAndAge },
    },
    'all at once, from the interface': {
      query: '{ members { ... on Member { age id name login } id name } }',
      data: { members: allAndAge },
    },
    'all at once, the interface first': {
      query: '{ members { id name ... on Member { login name id age } } }',
      data: { members: allAndAge },
    },
    'a field of the object alone': {
      query: '{ roles { name } }',
      data: { roles: [{ name: 'Ann' }, { name: 'Bob' }, { name: 'Eve' }] },
    },
    'a field of the object, for one type': {
      query: '{ roles { ... on Chief { name } } }',
      data: { roles: [{ name: 'Ann' }, { name: 'Bob' }, {}] },
    },
    'the type behind the object': {
      query: '{ roles { name __typename } }',
      data: { roles: roles.map(({ name, __typename }) => ({ name, __typename })) },
    },
    'the type behind the object, for one type': {
      query: '{ roles { ... on Chief { __typename } } }',
      data: { roles: [{ __typename: 'Chief' }, { __typename: 'Chief' }, {}] },
    },
    'a field of another object for the same interface': {
      query: '{ roles { id isActive } }',
      data: { roles: roles.map(({ id }) => ({ id, isActive: false })) },
    },
    'the same field, of one type that has its own': {
      query: '{ roles { id ... on Chief { isActive } } }',
      data: { roles: [{ id: 'r1', isActive: true }, { id: 'r2', isActive: true }, { id: 'r3' }] },
    },
  },
};
