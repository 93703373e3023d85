import { describe, expect, it } from 'vitest';
import { isSigned, sign } from './signature.ts';

const secret = new TextEncoder().encode('a secret of thirty-two characters');
const now = new Date('2026-03-01T09:30:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const body = Buffer.from('{"amount":1}');

describe('a signature', () => {
  it('is right for its body and secret, within five minutes either way', () => {
    for (const ms of [0, 299_000, -299_000])
      expect([ms, isSigned(secret, body, sign(secret, body, now), later(ms))]).toEqual([ms, true]);
    for (const ms of [301_000, -301_000])
      expect([ms, isSigned(secret, body, sign(secret, body, now), later(ms))]).toEqual([ms, false]);
  });

  it('is wrong for another body, by a byte, and for another secret', () => {
    const signature = sign(secret, body, now);
    expect(isSigned(secret, Buffer.from('{"amount":2}'), signature, now)).toBe(false);
    expect(isSigned(secret, Buffer.concat([body, Buffer.from(' ')]), signature, now)).toBe(false);
    expect(isSigned(new TextEncoder().encode('another secret of thirty-two char'), body, signature, now)).toBe(false);
  });

  it('does not let its time be changed', () => {
    const seconds = String(now.getTime() / 1_000);
    const old = sign(secret, body, later(-3_600_000));
    expect(isSigned(secret, body, old.replace(/t=\d+/, `t=${seconds}`), now)).toBe(false);
  });

  it.each([
    undefined,
    '',
    't=,v1=',
    'v1=00',
    `t=1,v1=${'0'.repeat(63)}`,
    `t=x,v1=${'0'.repeat(64)}`,
    `t=${'9'.repeat(400)},v1=${'0'.repeat(64)}`,
  ])('is wrong when it is none: %s', (signature) => {
    expect(isSigned(secret, body, signature, now)).toBe(false);
  });
});
