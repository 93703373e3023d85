import { by, never, subgraph, type AuditGroup } from '../group.ts';

const cats = ['c1', 'c2', 'c3'].map((id) => ({ id, name: `Cat ${id}` }));
const greeting =
  (greets: string) =>
  ({ name }: { name?: string }) =>
    `${greets} ${name}`;
const answer = (id: string) => ({ id, name: `Cat ${id}`, hello: `Hello Cat ${id}`, bye: `Bye Cat ${id}` });

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'hellos',
      'type Query { first: Cat }  type Cat @key(fields: "id") { id: ID!  name: String! @external  hello: String! @requires(fields: "name") }',
      {
        Query: { first: () => ({ id: 'c1' }) },
        Cat: { hello: greeting('Hello') },
      },
    ),
    subgraph(
      'names',
      'type Query { second: Cat }  type Cat @key(fields: "id") { id: ID!  name: String! @override(from: "old-names") }',
      {
        Query: { second: () => cats[1] },
        Cat: { __resolveReference: by(cats, 'id') },
      },
    ),
    subgraph(
      'byes',
      'type Query { third: Cat }  type Cat @key(fields: "id") { id: ID!  name: String! @external  bye: String! @requires(fields: "name") }',
      {
        Query: { third: () => ({ id: 'c3' }) },
        Cat: { bye: greeting('Bye') },
      },
    ),
    subgraph('old-names', 'type Cat @key(fields: "id") { id: ID!  name: String! }', { Cat: { name: never } }),
  ],
  cases: {
    'what is overridden is required elsewhere': {
      query: '{ first { id name hello bye } second { id name hello bye } third { id name hello bye } }',
      data: { first: answer('c1'), second: answer('c2'), third: answer('c3') },
    },
    'back to where it began': { query: '{ third { bye } }', data: { third: { bye: 'Bye Cat c3' } } },
    'on to a third subgraph': { query: '{ first { bye } }', data: { first: { bye: 'Bye Cat c1' } } },
    'back to where another began': { query: '{ first { hello } }', data: { first: { hello: 'Hello Cat c1' } } },
  },
};
