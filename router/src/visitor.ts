import { createHash, randomBytes } from 'node:crypto';
import { parseCookies } from './cookies.ts';

/** A browser, signed in or not: it owns a cart. `newCookie` is to be set when the browser had none. */
export type Visitor = { readonly id: string; readonly newCookie: string | null };

const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;
const YEAR_SECONDS = 31_536_000;

/** Browsers take a `__Host-` cookie only from the very host, over HTTPS; plain http on localhost cannot have one. */
export const visitorCookieName = (isSecure: boolean): string => `${isSecure ? '__Host-' : ''}storegraph_visitor`;

/** The visitor that a `Cookie` header names, or null. */
export function knownVisitor(cookieHeader: string | undefined, isSecure: boolean): Visitor | null {
  const name = visitorCookieName(isSecure);
  const secret = parseCookies(cookieHeader).find(([each]) => each === name)?.[1];
  return secret !== undefined && SECRET.test(secret) ? { id: digest(secret), newCookie: null } : null;
}

/** A visitor who was not here before. */
export function newVisitor(isSecure: boolean): Visitor {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const attributes = `Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return { id: digest(secret), newCookie: `${visitorCookieName(isSecure)}=${secret}; ${attributes}` };
}

// So that databases and logs never hold what would let someone in.
const digest = (secret: string): string => uuidOf(createHash('sha256').update(secret).digest());

/** A UUID (version 8, RFC 9562) made from a hash of at least 16 bytes. */
export function uuidOf(hash: Buffer): string {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
