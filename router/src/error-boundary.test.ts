import { describe, expect, it } from 'vitest';
import { formatError } from './error-boundary.ts';

const masked = { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } };

describe('formatError', () => {
  it('passes what a subgraph says to the client, without its name', () => {
    expect(
      formatError({
        message: 'first must be at most 100',
        path: ['orders'],
        extensions: { code: 'BAD_USER_INPUT', argument: 'first', serviceName: 'order', stacktrace: ['at x'] },
      }),
    ).toEqual({
      message: 'first must be at most 100',
      path: ['orders'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    });
  });

  it('names the subgraph that does not answer', () => {
    const extensions = { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'payment' };
    expect(formatError({ message: 'later', extensions: { ...extensions, serviceName: 'payment' } })).toEqual({
      message: 'later',
      extensions,
    });
  });

  it.each([
    ['without a code', undefined],
    ['of the database', { code: 'ER_DUP_ENTRY' }],
    ['of the gateway', { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'order' }],
    ['of a subgraph about the router itself', { code: 'BAD_REQUEST', serviceName: 'order' }],
    ['with a code that is not text', { code: 42 }],
  ])('masks an error %s', (_, extensions) => {
    expect(formatError({ message: 'connect http://10.0.0.7:4003', ...(extensions && { extensions }) })).toEqual(masked);
  });

  it('keeps the place of a masked error, so that a client knows which field it lacks', () => {
    expect(formatError({ message: 'secret', path: ['me', 'orders'] })).toEqual({ ...masked, path: ['me', 'orders'] });
  });
});
