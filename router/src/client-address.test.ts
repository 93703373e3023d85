import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { hashClientAddress, networkOf } from './client-address.ts';

const secret = new TextEncoder().encode('a secret of at least 32 characters');
const from = (remoteAddress: string, forwardedFor?: string): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwardedFor } }) as unknown as IncomingMessage;
const direct = hashClientAddress({ trustedProxies: [], secret });
const behindProxy = hashClientAddress({ trustedProxies: ['10.0.0.0/8'], secret });

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::'],
  ['2001:db8:1:3::1', '2001:db8:1:3::'],
  ['unknown', null],
  [undefined, null],
])('counts %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it('tells addresses apart, and names none', () => {
  expect(direct(from('203.0.113.7'))).toBe(direct(from('203.0.113.7')));
  expect(direct(from('203.0.113.7'))).not.toBe(direct(from('203.0.113.8')));
  expect(direct(from('203.0.113.7'))).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

it('depends on the secret', () => {
  const other = hashClientAddress({ trustedProxies: [], secret: new TextEncoder().encode('another') });
  expect(other(from('203.0.113.7'))).not.toBe(direct(from('203.0.113.7')));
});

it('takes no word for it from strangers', () => {
  expect(direct(from('203.0.113.7', '198.51.100.1'))).toBe(direct(from('203.0.113.7')));
  expect(behindProxy(from('203.0.113.7', '198.51.100.1'))).toBe(direct(from('203.0.113.7')));
});

it('believes a trusted proxy about its client, and no further', () => {
  expect(behindProxy(from('10.1.2.3', '198.51.100.1'))).toBe(direct(from('198.51.100.1')));
  expect(behindProxy(from('10.1.2.3', '192.0.2.66, 198.51.100.1, 10.9.9.9'))).toBe(direct(from('198.51.100.1')));
});
