import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { withoutCookie } from './cookies.ts';
import { knownVisitor, newVisitor } from './visitor.ts';

describe('visitor', () => {
  it('is known again by the cookie that it was given', () => {
    const { id, newCookie } = newVisitor(false);
    const pair = newCookie!.split(';')[0]!;
    expect(knownVisitor(`theme=dark; ${pair}; other=1`, false)).toEqual({ id, newCookie: null });
  });

  it('has an id that is a UUID and does not show the cookie', () => {
    const { id, newCookie } = newVisitor(false);
    expect(z.uuid().safeParse(id).success).toBe(true);
    const secret = newCookie!.split(';')[0]!.split('=')[1]!;
    expect(secret).toHaveLength(43);
    expect(Buffer.from(secret, 'base64url').toString('hex')).not.toContain(id.replaceAll('-', '').slice(0, 8));
  });

  it('gets a cookie that scripts and other sites cannot use', () => {
    expect(newVisitor(false).newCookie).toMatch(
      /^storegraph_visitor=[\w-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/,
    );
    expect(newVisitor(true).newCookie).toMatch(
      /^__Host-storegraph_visitor=[\w-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it('is not known by a missing, malformed or insecurely named cookie', () => {
    expect(knownVisitor(undefined, false)).toBeNull();
    expect(knownVisitor('storegraph_visitor=short', false)).toBeNull();
    expect(knownVisitor(newVisitor(false).newCookie!, true)).toBeNull();
  });
});

describe('withoutCookie', () => {
  it('keeps the other cookies', () => {
    expect(withoutCookie('a=1; visitor=x; b=2=2', 'visitor')).toBe('a=1; b=2=2');
  });

  it('leaves nothing when there was nothing else', () => {
    expect(withoutCookie('visitor=x', 'visitor')).toBeUndefined();
    expect(withoutCookie(undefined, 'visitor')).toBeUndefined();
  });
});
