import { by, subgraph, type AuditGroup } from '../group.ts';

const users = [{ id: 'u1', mail: 'u1@example.com', nick: 'Nick 1' }];

export const group: AuditGroup = {
  subgraphs: [
    subgraph('mails', 'type Query { user: User }  type User @key(fields: "id") { id: ID!  mail: String! }', {
      Query: { user: () => users[0] },
      User: { __resolveReference: by(users, 'id') },
    }),
    subgraph('nicks', 'type User @key(fields: "mail") { mail: String! @external  nick: String! }', {
      User: { __resolveReference: by(users, 'mail') },
    }),
  ],
  cases: {
    'a key that nobody asked for': { query: '{ user { id nick } }', data: { user: { id: 'u1', nick: 'Nick 1' } } },
  },
};
