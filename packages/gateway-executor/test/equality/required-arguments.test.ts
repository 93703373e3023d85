import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withCompiledExecutor } from '../../src/with-compiled-executor.ts';
import { composeSubgraphs } from '../support/subgraphs.ts';

// The planner gives who asks for one note the two that another field requires. Both executors run in one gateway, with
// one store of plans.

const federation =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external", "@requires"])';

const notes = ['1', '2', '3'].map((id) => ({ id }));
const fail = (what: string) => () => {
  throw new Error(`No ${what}`);
};

const { supergraphSdl, schemas } = composeSubgraphs([
  {
    name: 'posts',
    sdl: `
      ${federation}
      type Query { post: Post }
      type Post @key(fields: "id") { id: ID!  notes(limit: Int!): [Note!]! }
      type Note @key(fields: "id") { id: ID!  text: String }
    `,
    resolvers: {
      Query: { post: () => ({ id: 'p' }) },
      Post: { notes: (_: unknown, { limit }: { limit: number }) => notes.slice(0, limit) },
      Note: { text: fail('text') },
    },
  },
  {
    name: 'authors',
    sdl: `
      ${federation}
      type Post @key(fields: "id") { id: ID!  notes(limit: Int!): [Note!]! @external  size: Int @requires(fields: "notes(limit: 2) { id }") }
      type Note @key(fields: "id") { id: ID!  author: String }
    `,
    resolvers: { Post: { size: ({ notes }: { notes: unknown[] }) => notes.length }, Note: { author: fail('author') } },
  },
]);

describe('a field that is required with other arguments than it is asked for', () => {
  const gateway = new ApolloGateway({
    supergraphSdl,
    __exposeQueryPlanExperimental: true,
    buildService: ({ name }) => new LocalGraphQLDataSource(schemas[name]!),
  });
  const server = new ApolloServer({ gateway: withCompiledExecutor(gateway), includeStacktraceInErrorResponses: false });
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  /** Who asks to see the plan is answered by the stock executor. */
  const ask = async (query: string, executor: 'stock' | 'compiled') => {
    const headers = new HeaderMap([
      ['content-type', 'application/json'],
      ...(executor === 'stock' ? ([['apollo-query-plan-experimental', 'true']] as const) : []),
    ]);
    const { body } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body: { query } },
      context: async () => ({}),
    });
    const { data, errors } = JSON.parse((body as { string: string }).string);
    return {
      data,
      errors: errors?.map(({ message, path }: { message: string; path: unknown[] }) => [message, path.join('.')]),
    };
  };

  it('is answered with its own', async () => {
    const query = '{ post { size notes(limit: 1) { id } } }';
    const right = { data: { post: { size: 2, notes: [{ id: '1' }] } }, errors: undefined };
    expect(await ask(query, 'compiled')).toEqual(right);
    expect((await ask(query, 'stock')).data.post.notes).toEqual([{ id: '1' }, { id: '2' }]);
  });

  it('has no plan that the stock executor would take for its own', async () => {
    const query = '{ post { notes(limit: 1) { id } } }';
    expect(await ask(query, 'compiled')).toEqual({ data: { post: { notes: [{ id: '1' }] } }, errors: undefined });
    expect(await ask(query, 'stock')).toEqual(await ask(query, 'compiled'));
  });

  it('has its errors where the client asked', async () => {
    const { data, errors } = await ask('{ post { size notes(limit: 1) { text author } } }', 'compiled');
    expect(data).toEqual({ post: { size: 2, notes: [{ text: null, author: null }] } });
    expect(errors).toEqual([
      ['No text', 'post.notes.0.text'],
      ['No author', 'post.notes.0.author'],
    ]);
  });

  it('may have any alias', async () => {
    const { data } = await ask('{ post { size notes: id notes__asked: notes(limit: 3) { id } } }', 'compiled');
    expect(data).toEqual({ post: { size: 2, notes: 'p', notes__asked: notes } });
  });
});
