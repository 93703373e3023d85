import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createErrorBoundary } from './errors.ts';
import { createLogger } from '../log.ts';

const boundary = createErrorBoundary('order', createLogger('test', 'silent'));

/** What a client sees of an error that a resolver threw. */
function answerTo(thrown: Error) {
  const error = new GraphQLError(thrown.message, { path: ['orders'], originalError: thrown });
  return boundary({ message: error.message, path: ['orders'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }, error);
}

describe('createErrorBoundary', () => {
  it.each(['ECONNREFUSED', 'PROTOCOL_CONNECTION_LOST', 'PROTOCOL_SEQUENCE_TIMEOUT'])(
    'answers a database that is gone (%s) as a subgraph that does not answer',
    (code) => {
      const wrapped = new Error('Failed query: select secret', {
        cause: Object.assign(new Error('connect 10.0.0.7'), { code, errno: -111 }),
      });
      expect(answerTo(wrapped)).toEqual({
        message: 'The order service does not answer. Try again in a moment',
        path: ['orders'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'order' },
      });
    },
  );

  it('answers a server that turns connections away alike', () => {
    const cause = Object.assign(new Error('Too many connections'), {
      code: 'ER_CON_COUNT_ERROR',
      errno: 1040,
      sqlState: '08004',
    });
    expect(answerTo(new Error('Failed query', { cause })).extensions).toEqual({
      code: 'SUBGRAPH_UNAVAILABLE',
      subgraph: 'order',
    });
  });

  it('does not take a client that gave up for a failure', () => {
    expect(answerTo(new DOMException('This operation was aborted', 'AbortError')).extensions).toEqual({
      code: 'BAD_REQUEST',
    });
  });

  it('masks every other error', () => {
    const cause = Object.assign(new Error('Unknown column'), {
      code: 'ER_BAD_FIELD_ERROR',
      errno: 1054,
      sqlState: '42S22',
    });
    for (const error of [new Error('Failed query: select secret', { cause }), new TypeError('x is not a function')])
      expect(answerTo(error)).toEqual({
        message: 'Internal server error',
        path: ['orders'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      });
  });
});
