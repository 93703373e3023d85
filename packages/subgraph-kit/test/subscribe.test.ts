import { buildSchema, parse, type FormattedExecutionResult } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { createErrorBoundary, forbidden } from '../src/graphql/errors.ts';
import { SUBGRAPH_OPERATIONS } from '../src/service/operation-settings.ts';
import { createLogger } from '../src/log.ts';
import type { OperationRequest } from '@storegraph/schema-executor/operation-request';
import { subscribe } from '@storegraph/schema-executor/subscribe';

const schema = buildSchema(
  'type Query { count: Int } type Subscription { counted(to: Int!): Int refused: Int broken: Int }',
);
Object.assign(schema.getSubscriptionType()!.getFields()['counted']!, {
  async *subscribe(_: unknown, { to }: { to: number }) {
    for (let count = 1; count <= to; count += 1) yield { counted: count };
  },
});
const failing = (error: Error) => ({
  subscribe: () => {
    throw error;
  },
});
Object.assign(schema.getSubscriptionType()!.getFields()['refused']!, failing(forbidden()));
Object.assign(schema.getSubscriptionType()!.getFields()['broken']!, failing(new Error('SELECT password FROM user')));

async function answersTo(operation: OperationRequest) {
  const log = createLogger('test', 'silent');
  const logged = vi.spyOn(log, 'error');
  const request = { ...operation, viewer: { kind: 'anonymous', visitorId: null }, requestId: 'r' } as const;
  const answers: FormattedExecutionResult[] = [];
  for await (const answer of subscribe(request, new AbortController().signal, {
    schema,
    newContext: () => ({}),
    formatError: createErrorBoundary('test', log),
    ...SUBGRAPH_OPERATIONS,
  }))
    answers.push(answer);
  return { answers, isLogged: logged.mock.calls.length > 0 };
}

it('answers each event, of a text or of its document', async () => {
  const query = 'subscription ($to: Int!) { counted(to: $to) }';
  const expected = { answers: [{ data: { counted: 1 } }, { data: { counted: 2 } }], isLogged: false };
  expect(await answersTo({ query, variables: { to: 2 } })).toEqual(expected);
  expect(await answersTo({ query: '', document: parse(query), variables: { to: 2 } })).toEqual(expected);
});

describe('answers a subscription that cannot begin once, with the code of an operation:', () => {
  it.each<[string, OperationRequest, string]>([
    ['no text', { query: '' }, 'BAD_REQUEST'],
    ['no GraphQL', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: 'subscription { unknown }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['the same in a document', { query: '', document: parse('subscription { unknown }') }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable that does not fit',
      { query: 'subscription ($to: Int!) { counted(to: $to) }', variables: { to: 'many' } },
      'BAD_USER_INPUT',
    ],
    ['a variable that is missing', { query: 'subscription ($to: Int!) { counted(to: $to) }' }, 'BAD_USER_INPUT'],
    [
      'no such operation',
      { query: 'subscription A { counted(to: 1) }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['a query', { query: '{ count }' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['a query without fields', { query: '{ __typename }' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['a refusal', { query: 'subscription { refused }' }, 'FORBIDDEN'],
  ])('%s', async (_, operation, code) => {
    const { answers, isLogged } = await answersTo(operation);
    expect(
      answers.map(({ data, errors }) => ({ data, codes: errors?.map(({ extensions }) => extensions?.['code']) })),
    ).toEqual([{ data: undefined, codes: [code] }]);
    expect(isLogged).toBe(false);
  });
});

it.each([
  ['what a resolver throws', { query: 'subscription { broken }' }],
  ['what graphql-js throws', { query: 'subscription { counted(to: 1) @skip(if: true) }' }],
])('hides %s, and logs it', async (_, operation) => {
  const { answers, isLogged } = await answersTo(operation);
  expect(answers).toMatchObject([
    { errors: [{ message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
  ]);
  expect(isLogged).toBe(true);
});
