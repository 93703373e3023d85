import { never, subgraph, type AuditGroup } from '../group.ts';

const pages = [{ id: 'p1' }, { id: 'p2' }];

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'near',
      'type Query { nearPages(only: Slice!): [Page!] }  type Page @key(fields: "id") { id: ID! }  input Slice { first: Int! }',
      {
        Query: { nearPages: (_, { only }) => (Object.keys(only).join() === 'first' ? pages : never()) },
      },
    ),
    subgraph(
      'far',
      'type Query { farPages(only: Slice!): [Page!] }  type Page @key(fields: "id") { id: ID! }  input Slice { first: Int!  after: Int }',
      {
        Query: { farPages: (_, { only }) => ('after' in only ? never() : pages) },
      },
    ),
  ],
  cases: {
    'a field that both have': { query: '{ nearPages(only: { first: 1 }) { id } }', data: { nearPages: pages } },
    'a field that the subgraph has not': { query: '{ nearPages(only: { first: 1, after: 2 }) { id } }', errors: true },
    'a field that only the subgraph has': { query: '{ farPages(only: { first: 1, after: 2 }) { id } }', errors: true },
  },
};
