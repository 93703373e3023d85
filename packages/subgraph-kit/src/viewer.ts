import { SignJWT, jwtVerify } from 'jose';
import { z } from 'zod';

/** What a user may do. Mirrors the SDL enum. */
export type Role = 'CUSTOMER' | 'STAFF' | 'ADMIN';

/** Who asks. `visitorId` names a browser that may not be signed in yet; it owns that browser's cart. */
export type Viewer =
  | { readonly kind: 'anonymous'; readonly visitorId: string | null }
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly role: Role;
      readonly isGuest: boolean;
      readonly sessionId: string;
      readonly visitorId: string | null;
    }
  | { readonly kind: 'service'; readonly service: string };

/** The header that carries the statement. The router drops it from every inbound request. */
export const VIEWER_HEADER = 'x-storegraph-viewer';

const LIFETIME_SECONDS = 30;
const ISSUER = 'storegraph';

const viewerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anonymous'), visitorId: z.uuid().nullable() }),
  z.object({
    kind: z.literal('user'),
    userId: z.uuid(),
    role: z.enum(['CUSTOMER', 'STAFF', 'ADMIN']),
    isGuest: z.boolean(),
    sessionId: z.uuid(),
    visitorId: z.uuid().nullable(),
  }),
  z.object({ kind: z.literal('service'), service: z.string().min(1) }),
]);

/** A statement that a subgraph accepted. */
export type VerifiedStatement = { readonly viewer: Viewer; readonly requestId: string };

/**
 * States who asks, for one request to one subgraph: an HS256 JWT that lives 30 seconds.
 * @param secret - shared by router and subgraphs (`INTERNAL_SECRET`), at least 32 bytes
 * @param requestId - the request it is bound to; a subgraph compares it with the request's `x-request-id`
 */
export function signViewer(viewer: Viewer, secret: Uint8Array, requestId: string): Promise<string> {
  return new SignJWT({ viewer })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setJti(requestId)
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(secret);
}

/**
 * Checks a statement.
 * @returns null when it is missing, forged, expired or malformed: refuse the request before parsing it
 */
export async function verifyViewer(statement: string | undefined, secret: Uint8Array): Promise<VerifiedStatement | null> {
  if (statement === undefined) return null;
  try {
    const { payload } = await jwtVerify(statement, secret, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      requiredClaims: ['exp', 'jti'],
    });
    return { viewer: viewerSchema.parse(payload['viewer']), requestId: z.string().parse(payload.jti) };
  } catch {
    return null;
  }
}

/** True for staff and admins. */
export const isStaff = (viewer: Viewer): boolean => viewer.kind === 'user' && viewer.role !== 'CUSTOMER';
