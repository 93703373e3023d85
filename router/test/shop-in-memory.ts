import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, GraphQLError, GraphQLScalarType, parse, validate } from 'graphql';
import { createCoalescingQueue, type DistinctQueue } from '@storegraph/subgraph-kit/concurrency/coalescing-queue';
import { subscribe } from '@storegraph/schema-executor/subscribe';
import { SUBGRAPH_OPERATIONS } from '@storegraph/subgraph-kit/service/operation-settings';
import type { SubgraphClient, SubgraphRequest, SubgraphStream } from '@storegraph/subgraph-kit/http/subgraph-request';
import { compose } from '../scripts/compose-graph.ts';
import type { RouterGraph } from '../src/gateway.ts';

const people = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
  type Query { me: User  hello(name: String): String! }
  type Mutation { signIn: String!  sendCode(after: Int!): CodeResult! }
  union CodeResult = Code | RateLimitedError
  type Code { id: ID! }
  type RateLimitedError { retryAfterSeconds: Int! }
  type User @key(fields: "id") { id: ID!  name: String! }
`;

const shelf = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
  type Query { books: [Book!]!  book: Book  secret: String  broken: String  count(since: Moment): Int  cheaper(than: SafeInt): Int  wait(ms: Int!): Boolean }
  type Mutation { buy: String!  sneakCookie: String }
  type Subscription { bookChanged(id: ID!): Book!  mine: Book }
  scalar Moment
  scalar SafeInt
  type Book { id: ID!  title: String!  author: User }
  type User @key(fields: "id") { id: ID!  books: [Book!] }
`;

export const testGraph: RouterGraph = {
  supergraphSdl: compose([
    { name: 'people', url: 'http://people', sdl: people },
    { name: 'shelf', url: 'http://shelf', sdl: shelf },
  ]).supergraphSdl,
  cookieSubgraphs: ['people'],
};

const books = [
  { id: '1', title: 'Graphs', author: { __typename: 'User', id: 'a' } },
  { id: '2', title: 'Shops', author: { __typename: 'User', id: 'b' } },
];

const noMoment = (): never => {
  throw new GraphQLError('Not a moment');
};

/** Two subgraphs without a database. Each keeps the requests it got, and can be made to fail. */
export function shopInMemory() {
  const listening = new Set<DistinctQueue<string>>();
  const people$ = subgraph(
    people,
    {
      Query: {
        me: (_: unknown, __: unknown, { viewer }: SubgraphRequest) =>
          viewer.kind === 'user' ? { id: viewer.userId } : null,
        hello: (_: unknown, { name }: { name?: string }) => `Hello ${name ?? 'you'}`,
      },
      Mutation: {
        signIn: () => 'signed in',
        sendCode: (_: unknown, { after }: { after: number }) =>
          after === 0 ? { __typename: 'Code', id: '1' } : { __typename: 'RateLimitedError', retryAfterSeconds: after },
      },
      User: {
        name: ({ id }: { id: string }) => `Author ${id}`,
        __resolveReference: ({ id }: { id: string }) => ({ id }),
      },
    },
    'refresh=one-time; HttpOnly',
  );
  const shelf$ = subgraph(
    shelf,
    {
      Query: {
        books: () => books,
        book: () => books[0],
        secret: () => {
          throw new GraphQLError('Sign in to do this', { extensions: { code: 'UNAUTHENTICATED' } });
        },
        broken: () => {
          throw new Error('SELECT password FROM user');
        },
        count: () => 2,
        cheaper: () => 1,
        wait: (_: unknown, { ms }: { ms: number }) => new Promise((resolve) => setTimeout(() => resolve(true), ms)),
      },
      Moment: new GraphQLScalarType({ name: 'Moment', parseLiteral: noMoment, parseValue: noMoment }),
      Mutation: { buy: () => 'bought', sneakCookie: () => null },
      Subscription: {
        bookChanged: {
          subscribe: () => {
            const changes = createCoalescingQueue<string>(() => listening.delete(changes));
            listening.add(changes);
            changes.push('Graphs');
            return changes;
          },
          resolve: (title: string, { id }: { id: string }) => ({ ...books[0], id, title }),
        },
        mine: {
          subscribe: () => {
            throw new GraphQLError('Sign in to do this', { extensions: { code: 'UNAUTHENTICATED' } });
          },
        },
      },
      User: { books: () => books, __resolveReference: ({ id }: { id: string }) => ({ id }) },
    },
    'tracker=yes',
  );
  const clients = { people: people$.client, shelf: shelf$.client };
  const { stream: endedSessions, end: endSession, state: tellsSessions } = tellEndedSessions();
  const retitle = (title: string): void => listening.forEach((changes) => changes.push(title));
  return {
    people: people$,
    shelf: shelf$,
    clients,
    streams: { shelf: shelf$.stream },
    listening,
    retitle,
    endedSessions,
    endSession,
    sessions: tellsSessions,
  };
}

/** Tells of ended sessions as the user subgraph does. */
function tellEndedSessions() {
  const ended: string[] = [];
  const routers = new Set<DistinctQueue<string>>();
  const state = { isSilent: false };
  const stream: SubgraphStream = async function* ({ signal }) {
    const news = createCoalescingQueue<string>(() => routers.delete(news));
    const signOfLife = setInterval(() => state.isSilent || news.push(''), 100);
    signal.addEventListener('abort', () => void news.return());
    routers.add(news);
    yield { data: { sessionsEnded: [...ended] } };
    for await (const id of news) yield { data: { sessionsEnded: id === '' ? [] : [id] } };
    clearInterval(signOfLife);
  };
  const end = (id: string): void => {
    ended.push(id);
    routers.forEach((news) => news.push(id));
  };
  return { stream, end, state };
}

function subgraph(sdl: string, resolvers: object, cookie: string) {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const requests: SubgraphRequest[] = [];
  const state = { isDown: false, isStuck: false };
  const cuts = new Set<AbortController>();
  const client: SubgraphClient = async (request) => {
    requests.push(request);
    if (state.isDown) throw new Error('connect ECONNREFUSED 10.0.0.7:4002');
    if (state.isStuck) await new Promise(() => {});
    const document = parse(request.query);
    const invalid = validate(schema, document);
    if (invalid.length > 0)
      return {
        result: {
          errors: invalid.map((error) => ({
            message: error.message,
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          })),
        },
        setCookies: [],
      };
    const result = await execute({ schema, document, variableValues: { ...request.variables }, contextValue: request });
    const errors = result.errors?.map((error) => ({
      ...error.toJSON(),
      extensions: {
        code: 'INTERNAL_SERVER_ERROR',
        ...error.extensions,
        ...(error.originalError && { stacktrace: [error.stack] }),
      },
    }));
    // As over HTTP: plain objects, which the gateway may change.
    const plain: unknown = JSON.parse(JSON.stringify({ data: result.data, ...(errors && { errors }) }));
    return { result: plain as never, setCookies: [cookie] };
  };
  const stream: SubgraphStream = async function* (request) {
    if (state.isDown) throw new Error('connect ECONNREFUSED 10.0.0.7:4002');
    const cut = new AbortController();
    cuts.add(cut);
    yield* subscribe(request, AbortSignal.any([request.signal, cut.signal]), {
      schema,
      newContext: () => request,
      formatError: (formatted) => formatted,
      ...SUBGRAPH_OPERATIONS,
    });
    if (cut.signal.aborted) throw new Error('other side closed');
  };
  return { client, stream, requests, state, cutStreams: () => cuts.forEach((cut) => cut.abort()) };
}
