import { by, subgraph, type AuditGroup } from '../group.ts';

const members = [
  { __typename: 'Member', id: 'm1', name: 'Member 1', login: 'login-1', age: 11 },
  { __typename: 'Member', id: 'm2', name: 'Member 2', login: 'login-2', age: 22 },
];
const all = ({ id, name, login }: (typeof members)[number]) => ({ id, name, login });
const allAndAge = (member: (typeof members)[number]) => ({ ...all(member), age: member.age });
const age = ({ age }: { age: number }) => ({ age });

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'members',
      `
        type Query { members: [Named!]! }
        interface Named @key(fields: "id") { id: ID!  name: String }
        type Member implements Named @key(fields: "id") { id: ID!  name: String  age: Int }
      `,
      {
        Query: { members: () => members },
        Named: { __resolveReference: by(members, 'id') },
        Member: { __resolveReference: by(members, 'id') },
      },
    ),
    subgraph(
      'logins',
      `
        type Query { loggedIn: [Named] }
        type Named @key(fields: "id") @interfaceObject { id: ID!  name: String @external  login: String @requires(fields: "name") }
      `,
      {
        Query: { loggedIn: () => members.map(({ id }) => ({ id })) },
        Named: {
          login: ({ id, name }) => {
            if (!name) throw new Error('name is missing');
            return members.find((member) => member.id === id)!.login;
          },
        },
      },
    ),
  ],
  cases: {
    'a required field, from the object': {
      query: '{ loggedIn { id name login } }',
      data: { loggedIn: members.map(all) },
    },
    'a required field, from the interface': {
      query: '{ members { id name login } }',
      data: { members: members.map(all) },
    },
    'a field of a type, from the object': {
      query: '{ loggedIn { ... on Member { age } } }',
      data: { loggedIn: members.map(age) },
    },
    'a field of a type, from the interface': {
      query: '{ members { ... on Member { age } } }',
      data: { members: members.map(age) },
    },
    'all at once, from the object': {
      query: '{ loggedIn { ... on Member { age id name login } id name } }',
      data: { loggedIn: members.map(allAndAge) },
    },
    'all at once, from the interface': {
      query: '{ members { ... on Member { age id name login } id name } }',
      data: { members: members.map(allAndAge) },
    },
    'all at once, the interface first': {
      query: '{ members { id name ... on Member { login name id age } } }',
      data: { members: members.map(allAndAge) },
    },
  },
};
