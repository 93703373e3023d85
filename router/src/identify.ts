import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { signedOut, type Viewer } from '@storegraph/subgraph-kit/viewer';
import type { AccessTokenCheck } from './access-token.ts';
import { knownVisitor, newVisitor } from './visitor.ts';
import { errorText } from '@storegraph/subgraph-kit/describe-error';

export type IdentifyOptions = {
  readonly checkAccessToken: (
    authorization: string | undefined,
    addressHash: string | undefined,
  ) => Promise<AccessTokenCheck>;
  readonly hashAddress: (request: IncomingMessage) => string | undefined;
  readonly secureCookies: boolean;
  readonly log: Logger;
};

/** The viewer, and until when that is known; null for anonymous callers. */
export type Identity = { readonly viewer: Viewer; readonly expiresAt: Date | null };

/**
 * Who asks. A request with a token that is not valid goes on as anonymous, so that what needs no sign-in still works; a
 * field that needs it answers UNAUTHENTICATED, and the `www-authenticate` header (RFC 6750) tells every client that it
 * is time to refresh.
 */
export async function identify(
  request: IncomingMessage,
  response: ServerResponse,
  setCookie: (value: string) => void,
  { checkAccessToken, hashAddress, secureCookies, log }: IdentifyOptions,
  requestId: string,
): Promise<Identity> {
  const check = await checkAccessToken(request.headers.authorization, hashAddress(request));
  // Accounts have a cart of their own. Not by GET: its answer may be prefetched, and a cookie set there would race the
  // page's own first request.
  const becomesVisitor = request.method === 'POST' && !(check.kind === 'valid' && !check.user.isGuest);
  const visitor =
    knownVisitor(request.headers.cookie, secureCookies) ?? (becomesVisitor ? newVisitor(secureCookies) : null);
  if (visitor?.newCookie) setCookie(visitor.newCookie);
  const visitorId = visitor?.id ?? null;
  if (check.kind === 'valid') return { viewer: { ...check.user, visitorId }, expiresAt: check.expiresAt };
  if (check.kind === 'unchecked')
    log.warn({ requestId, reason: errorText(check.error) }, 'an access token cannot be checked');
  if (check.kind === 'invalid' || check.kind === 'ended')
    response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
  if (check.kind === 'ended') return { viewer: signedOut({ userId: check.userId, visitorId }), expiresAt: null };
  return { viewer: { kind: 'anonymous', visitorId }, expiresAt: null };
}
