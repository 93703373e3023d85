import { randomUUID } from 'node:crypto';
import { checkAccessToken, type AccessTokenRules } from '@storegraph/router/access-token';
import { signStatement, VIEWER_HEADER, type Viewer } from '@storegraph/subgraph-kit/viewer';

/**
 * Who asks, as the headers that a subgraph wants of its router: checked and signed once per request of a client, which
 * is the least that a gateway in front of these subgraphs has to do.
 */
export async function statementFor(
  authorization: string | undefined,
  rules: AccessTokenRules,
  secret: Uint8Array,
): Promise<Readonly<Record<string, string>>> {
  const check = await checkAccessToken(authorization, rules);
  const viewer: Viewer =
    check.kind === 'valid' ? { ...check.user, visitorId: null } : { kind: 'anonymous', visitorId: null };
  const requestId = randomUUID();
  return { 'x-request-id': requestId, [VIEWER_HEADER]: signStatement({ viewer, requestId }, secret) };
}

export const secretOf = (internalSecret: string): Uint8Array => new TextEncoder().encode(internalSecret);
