import { by, pick, type AuditCase, type AuditGroup, type Resolvers } from './group.ts';
import type { TestSubgraph } from '../support/subgraphs.ts';

// Four groups ask the same of subgraphs that say "this type is of another subgraph" in the four ways there have been.

const users = [
  { id: 'u1', tag: 't1', name: 'User 1', nick: 'Nick 1' },
  { id: 'u2', tag: 't2', name: 'User 2', nick: 'Nick 2' },
];

const extending = {
  Query: { anyone: () => pick(users[0]!, 'id', 'tag'), namedAnyone: () => pick(users[0]!, 'id', 'tag', 'name') },
  User: {
    __resolveReference: ({ id }: { id: string }) => pick(by(users, 'id')({ id } as never)!, 'id', 'tag'),
    name: ({ name }: { name?: string }) => name ?? 'never',
  },
};
const owning = {
  Query: { userById: (_: unknown, { id }: { id: string }) => users.find((user) => user.id === id) },
  User: { __resolveReference: by(users, 'id') },
};

const cases: Record<string, AuditCase> = {
  'fields of the owner, from both sides': {
    query: '{ anyone { id name } userById(id: "u2") { id name nick } }',
    data: { anyone: { id: 'u1', name: 'User 1' }, userById: { id: 'u2', name: 'User 2', nick: 'Nick 2' } },
  },
  'a field of the extension': { query: '{ anyone { id tag } }', data: { anyone: { id: 'u1', tag: 't1' } } },
  'fields of both': { query: '{ anyone { id tag name } }', data: { anyone: { id: 'u1', tag: 't1', name: 'User 1' } } },
  'an external field that is provided': {
    query: '{ namedAnyone { id tag name } }',
    data: { namedAnyone: { id: 'u1', tag: 't1', name: 'User 1' } },
  },
};

/**
 * The group for one way: `declaration` begins the type in the subgraph that extends it, `shareable` marks what may be
 * provided.
 */
export const usersGroup = (
  subgraph: (name: string, sdl: string, resolvers: Resolvers) => TestSubgraph,
  declaration: string,
  shareable = '',
): AuditGroup => ({
  subgraphs: [
    subgraph(
      'tags',
      `
        type Query { anyone: User  namedAnyone: User @provides(fields: "name") }
        ${declaration} { id: ID! @external  name: String! @external  tag: ID }
      `,
      extending,
    ),
    subgraph(
      'users',
      `
        type Query { userById(id: ID): User }
        type User @key(fields: "id") { id: ID!  name: String! ${shareable}  nick: String }
      `,
      owning,
    ),
  ],
  cases,
});
