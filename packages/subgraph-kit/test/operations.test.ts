import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type FormattedExecutionResult } from 'graphql';
import { describe, expect, it } from 'vitest';
import { badUserInput, createErrorBoundary, forbidden } from '../src/graphql/errors.ts';
import { SUBGRAPH_OPERATIONS } from '../src/service/operation-settings.ts';
import { createLogger } from '../src/log.ts';
import type { OperationRequest } from '@storegraph/schema-executor/operation-request';
import { createOperations } from '@storegraph/schema-executor/operations';
import { scalars } from '../src/graphql/scalars.ts';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar DateTime
  scalar SafeInt
  enum Color { RED GREEN }
  interface Named { name: String! }
  type Thing implements Named @key(fields: "id") { id: ID! name: String! color: Color at: DateTime size: SafeInt failing: String refused: String strict: String! self: Thing! parts(first: Int! = 2, after: Input): [Thing]! strictParts: [Thing!] }
  type Other implements Named @key(fields: "id") { id: ID! name: String! }
  input Input { at: DateTime color: Color sizes: [SafeInt!] }
  type Query { thing(id: ID = "1"): Thing things(input: Input, first: Int): [Thing] named: [Named!]! echo(input: Input!): String paged(first: Int): Int }
  type Mutation { first: Int! second: Int fail: Int! }
`);

class Surprise extends Error {}
const later = <Value>(value: Value): Promise<Value> => new Promise((resolve) => setImmediate(resolve, value));
const thing = (id: string) => ({
  __typename: 'Thing',
  id,
  name: `thing ${id}`,
  color: 'RED',
  at: new Date(0),
  size: 2 ** 40,
});
const resolvers = {
  ...scalars,
  Color: { RED: 'RED', GREEN: 'GREEN' },
  Named: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  Query: {
    thing: (_: unknown, { id }: { id: string }) => later(thing(id)),
    things: () => [
      thing('1'),
      later(null),
      Promise.reject(new Surprise('database password')),
      { ...thing('4'), color: 'BLUE' },
      { ...thing('5'), at: 'never' },
    ],
    named: () => [thing('1'), { __typename: 'Other', id: '2', name: 'other' }],
    echo: (_: unknown, { input }: { input: unknown }) => JSON.stringify(input),
    paged: (_: unknown, { first }: { first: number }) => {
      if (first > 100) throw badUserInput('At most 100', 'first');
      return first;
    },
  },
  Mutation: { first: () => later(1), second: () => 2, fail: () => later(null) },
  Thing: {
    __resolveReference: ({ id }: { id: string }) =>
      id === 'broken' ? Promise.reject(new Surprise('secret')) : later(id === 'gone' ? null : thing(id)),
    failing: () => Promise.reject(new Surprise('secret')),
    refused: () => {
      throw forbidden();
    },
    strict: () => null,
    self: (parent: object) => later(parent),
    parts: (parent: { id: string }, { first }: { first: number }) =>
      Array.from({ length: first }, (_, n) => later(thing(`${parent.id}.${n}`))),
    strictParts: () => [thing('1'), null],
  },
  Other: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'other' }) },
};

const schema = buildSubgraphSchema({ typeDefs, resolvers });
const formatError = createErrorBoundary('test', createLogger('test', 'silent'));
const run = createOperations<object>(schema, formatError, SUBGRAPH_OPERATIONS.limits);
const apollo = new ApolloServer({
  schema,
  formatError,
  introspection: false,
  includeStacktraceInErrorResponses: false,
  plugins: [ApolloServerPluginInlineTraceDisabled()],
});

const entities = (ids: readonly unknown[]) => ({
  query:
    'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ...F ... on Other { name } } } fragment F on Thing { id name color }',
  variables: { r: ids },
});
const thingRef = (id: string) => ({ __typename: 'Thing', id });

const cases: Readonly<Record<string, OperationRequest>> = {
  'a query': { query: '{ thing { id name color at size } }' },
  'aliases, also of odd names': {
    query: '{ a: thing { b: id __proto__: name constructor: color } __proto__: thing { toString: id } }',
  },
  'nested lists of promises': { query: '{ thing { parts { id parts(first: 3) { id self { name } } } } }' },
  'conditions on one fragment in two places': {
    query:
      'query ($yes: Boolean!, $no: Boolean!) { thing { ...F @include(if: $no) ...F @include(if: $yes) self { ...F @skip(if: $yes) name @skip(if: $no) } } } fragment F on Thing { id }',
    variables: { yes: true, no: false },
  },
  'a condition that has its default': {
    query: 'query ($yes: Boolean = true) { thing { id @skip(if: $yes) self { name @include(if: $yes) } } }',
  },
  'a condition that is null': {
    query: 'query ($yes: Boolean = true) { thing { id self { name @include(if: $yes) } } }',
    variables: { yes: null },
  },
  'a condition of the top that is null': {
    query: 'query ($yes: Boolean = true) { thing @skip(if: $yes) { id } }',
    variables: { yes: null },
  },
  interfaces: { query: '{ named { __typename name ... on Thing { id color } } }' },
  entities: entities([thingRef('1'), { __typename: 'Other', id: '2' }, thingRef('gone'), thingRef('3')]),
  'entities of which one fails': entities([thingRef('1'), thingRef('broken'), thingRef('3')]),
  'entities of an unknown type': entities([{ __typename: 'Nothing', id: '1' }]),
  'entities without a type': entities([{ id: '1' }]),
  'entities that are no list of objects': entities(['x', null]),
  'no entities': entities([]),
  'a list whose items fail, are null or cannot be written': { query: '{ things { id color at } }' },
  'an error that nobody foresaw': { query: '{ thing { id failing } }' },
  'a refusal': { query: '{ thing { refused name } }' },
  'a null that rises': { query: '{ thing { self { self { strict } } name } }' },
  'a null that rises from a list': { query: '{ thing { strictParts { id } name } }' },
  'a null that rises to the top': { query: 'mutation { first fail second }' },
  'mutations in order': { query: 'mutation { second first again: second }' },
  'an argument that makes no sense': { query: '{ paged(first: 101) }' },
  'defaults of variables': { query: 'query ($first: Int = 1) { thing { parts(first: $first) { id } } }' },
  'a null for an argument that takes none': {
    query: 'query ($first: Int = 1) { thing { parts(first: $first) { id } } }',
    variables: { first: null },
  },
  'scalars and enums in variables': {
    query: 'query ($i: Input!) { echo(input: $i) }',
    variables: { i: { at: '2026-01-01T00:00:00Z', color: 'GREEN', sizes: [1, 2 ** 40] } },
  },
  'scalars and enums in the text': { query: '{ echo(input: { at: "2026-01-01T00:00:00Z", color: RED, sizes: 7 }) }' },
  'a variable that is missing': { query: 'query ($i: Input!) { echo(input: $i) }' },
  'variables of wrong types': {
    query: 'query ($i: Input!, $n: Int) { echo(input: $i) paged(first: $n) }',
    variables: { i: { at: 'x', color: 'BLUE', sizes: [1.5, 'a'], more: 1 }, n: '1' },
  },
  'a number out of range': { query: 'query ($n: Int) { paged(first: $n) }', variables: { n: 2 ** 31 } },
  'a document that is none': { query: '{ thing { id }' },
  'a document without an operation': { query: 'fragment F on Thing { id }' },
  'an unknown field': { query: '{ nothing thing { nothing } }' },
  'a literal of a wrong type': { query: '{ echo(input: { color: BLUE, at: "x" }) }' },
  'fragments that contain each other': {
    query: '{ thing { ...A } } fragment A on Thing { ...B } fragment B on Thing { ...A }',
  },
  'one of two operations': { query: 'query A { paged(first: 1) } query B { paged(first: 2) }', operationName: 'B' },
  'neither of two operations': { query: 'query A { paged(first: 1) } query B { paged(first: 2) }' },
  'an operation that is not there': { query: 'query A { paged(first: 1) }', operationName: 'C' },
};

const ofApollo = async ({ query, variables, operationName }: OperationRequest): Promise<FormattedExecutionResult> => {
  const { body } = await apollo.executeOperation({
    query,
    ...(variables && { variables: { ...variables } }),
    ...(operationName !== undefined && { operationName }),
  });
  if (body.kind !== 'single') throw new Error('not one answer');
  return body.singleResult;
};

describe('operations', () => {
  it.each(Object.entries(cases))('answer as Apollo Server does: %s', async (_, operation) => {
    const expected = JSON.stringify(await ofApollo(operation));
    expect(expected).not.toContain('secret');
    // The second time from memory.
    for (let time = 0; time < 2; time++) expect(JSON.stringify(await run(operation, {}))).toBe(expected);
  });

  it('run a document that the caller has parsed', async () => {
    const document = parse('{ thing { id } }');
    for (let time = 0; time < 2; time++)
      expect(await run({ query: 'not read', document }, {})).toEqual({ data: { thing: { id: '1' } } });
    const invalid = parse('{ nothing }');
    for (let time = 0; time < 2; time++)
      expect((await run({ query: '', document: invalid }, {})).errors?.[0]?.extensions?.['code']).toBe(
        'GRAPHQL_VALIDATION_FAILED',
      );
  });

  it('say which request is none', async () => {
    expect((await run({ query: '' }, {})).errors?.[0]?.extensions?.['code']).toBe('BAD_REQUEST');
  });

  it.each(['{ __schema { types { name } } }', '{ __type(name: "Thing") { name } }'])(
    'do not tell the schema: %s',
    async (query) => {
      const { data, errors } = await run({ query }, {});
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(errors?.[0]?.extensions?.['code']).toBe((await ofApollo({ query })).errors?.[0]?.extensions?.['code']);
    },
  );

  it('answer a document that is nested without end with an error', async () => {
    const { errors } = await run({ query: '{ thing { self '.repeat(50_000) }, {});
    expect(errors).toHaveLength(1);
  });
});

describe('limits', () => {
  const limited = createOperations<object>(schema, formatError, {
    ...SUBGRAPH_OPERATIONS.limits,
    tokens: 60,
    depth: 3,
    nodes: 12,
  });

  it.each([
    ['tokens', { query: `{ ${'thing { id } '.repeat(20)} }` }],
    ['depth', { query: '{ thing { self { self { id } } } }' }],
    ['nodes', entities(Array.from({ length: 5 }, (_, id) => thingRef(String(id))))],
  ])('refuse what asks for more %s', async (limit, operation) => {
    const { errors, data } = await limited(operation, {});
    expect([data, errors?.length]).toEqual([undefined, 1]);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'OPERATION_LIMIT_EXCEEDED', limit });
  });

  it('leave documents alone that the caller has parsed', async () => {
    const query = '{ thing { self { self { id } } } }';
    expect((await limited({ query, document: parse(query) }, {})).errors).toBeUndefined();
  });
});
