import { subgraph, type AuditGroup } from '../group.ts';

const guest = { __typename: 'Guest', id: 'g1', name: 'Guest 1' };
const clerk = { __typename: 'Clerk', id: 'c1', name: 'Clerk 1' };
const people = () => [guest, clerk];

const named = (inside = '') => `{ ... on Guest { id name ${inside} } ... on Clerk { id name ${inside} } }`;
const bothWith = (inside: object = {}) => [guest, clerk].map(({ id, name }) => ({ id, name, ...inside }));
const guests = [{ id: 'g1', name: 'Guest 1' }];

export const group: AuditGroup = {
  subgraphs: [
    subgraph('door', 'type Query { guests: [Guest!]! }  type Guest { id: ID @shareable }', {
      Query: { guests: () => [guest] },
    }),
    subgraph(
      'house',
      `
        type Query { people: [Person!]! }
        union Person = Guest | Clerk
        type Guest @key(fields: "id") { id: ID!  name: String  near: [Person!]! }
        type Clerk { id: ID  name: String @shareable  near: [Person!]! }
      `,
      { Query: { people }, Guest: { __resolveReference: () => guest, near: people }, Clerk: { near: people } },
    ),
  ],
  cases: {
    'one name that can be null in one type, and not in another': {
      query: `{ guests { id name } people ${named()} }`,
      data: { guests, people: bothWith() },
    },
    'one level below': {
      query: `{ guests { id name } people ${named(`near ${named()}`)} }`,
      data: { guests, people: bothWith({ near: bothWith() }) },
    },
    'two levels below': {
      query: `{ guests { id name } people ${named(`near ${named(`near ${named()}`)}`)} }`,
      data: { guests, people: bothWith({ near: bothWith({ near: bothWith() }) }) },
    },
    'two levels below, with nothing beside': {
      query: `{ people ${named(`near ${named(`near ${named()}`)}`)} }`,
      data: { people: bothWith({ near: bothWith({ near: bothWith() }) }) },
    },
  },
};
