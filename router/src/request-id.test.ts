import { describe, expect, it } from 'vitest';
import { requestIdOf } from './request-id.ts';

const UUID = /^[0-9a-f]{8}-/;

describe('requestIdOf', () => {
  it('keeps a plain id of the caller', () => {
    expect(requestIdOf('load-balancer.42_a')).toBe('load-balancer.42_a');
  });

  it.each([
    undefined,
    '',
    'short',
    'x'.repeat(65),
    'line\nbreak-in-it',
    '{"json":"in the log"}',
    ['twice-one', 'twice-two'],
  ])('replaces %j', (header) => {
    expect(requestIdOf(header)).toMatch(UUID);
  });
});
