import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from './json.ts';
import { permissionsNamed, type Permission, type Role } from './permissions.ts';

/**
 * Who asks. `visitorId` names a browser that may not be signed in yet; it owns that browser's cart. `endedUserId` is whose
 * session it was that has ended: it opens nothing, and names the actor of what is refused.
 */
export type Viewer =
  | { readonly kind: 'anonymous'; readonly visitorId: string | null; readonly endedUserId?: string | undefined }
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly role: Role;
      readonly permissions: readonly Permission[];
      readonly isGuest: boolean;
      readonly sessionId: string;
      readonly visitorId: string | null;
      /** An API key asks, and no person: it has its own id as `userId` and `sessionId`. */
      readonly isMachine?: true | undefined;
    }
  | { readonly kind: 'service'; readonly service: string };

/** A user who is signed in, or an API key. */
export type Person = Viewer & { readonly kind: 'user' };

/** A mutation that its caller may not call. */
export type Denial = {
  readonly actorId: string;
  readonly mutation: string;
  /** As they were signed in; null when their session has ended. */
  readonly role: Role | null;
};

/** Hears of each mutation that a signed-in caller may not call, before it is refused. */
export type DenialListener = (denial: Denial) => Promise<void>;

/** The header that carries the statement. The router drops it from every inbound request. */
export const VIEWER_HEADER = 'x-storegraph-viewer';

const LIFETIME_SECONDS = 30;
const ISSUER = 'storegraph';

// The one header that we write, and accept: an algorithm is never taken from a statement.
const HEADER = Buffer.from('{"alg":"HS256"}').toString('base64url');

const viewerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anonymous'), visitorId: z.uuid().nullable(), endedUserId: z.uuid().optional() }),
  z
    .object({
      kind: z.literal('user'),
      userId: z.uuid(),
      role: z.enum(['CUSTOMER', 'STAFF', 'ADMIN']),
      permissions: z.array(z.string()).optional(),
      isGuest: z.boolean(),
      sessionId: z.uuid(),
      visitorId: z.uuid().nullable(),
      isMachine: z.literal(true).optional(),
    })
    .transform((user) => ({ ...user, permissions: permissionsNamed(user.role, user.permissions) })),
  z.object({ kind: z.literal('service'), service: z.string().min(1) }),
]);

const claimsSchema = z.object({
  viewer: viewerSchema,
  addressHash: z.uuid().optional(),
  iss: z.literal(ISSUER),
  jti: z.string(),
  exp: z.number(),
});

/** Who asks, and from where. */
export type Statement = {
  readonly viewer: Viewer;
  /** Stands for the network address of the client; see `SubgraphRequest`. */
  readonly addressHash?: string | undefined;
  /** The request it is bound to; a subgraph compares it with the request's `x-request-id`. */
  readonly requestId: string;
};

/**
 * States who asks, for one request to one subgraph: an HS256 JWT (RFC 7519) that lives 30 seconds.
 * @param secret - shared by router and subgraphs (`INTERNAL_SECRET`), at least 32 bytes
 */
export function signStatement({ viewer, addressHash, requestId }: Statement, secret: Uint8Array): string {
  const claims = { viewer, addressHash, iss: ISSUER, jti: requestId, exp: nowSeconds() + LIFETIME_SECONDS };
  const signed = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${signed}.${mac(signed, secret).toString('base64url')}`;
}

/**
 * Checks a statement.
 * @returns null when it is missing, forged, expired or malformed: refuse the request before parsing it
 */
export function verifyStatement(statement: string | undefined, secret: Uint8Array): Statement | null {
  if (statement === undefined || !statement.startsWith(`${HEADER}.`)) return null;
  const end = statement.lastIndexOf('.');
  const given = Buffer.from(statement.slice(end + 1), 'base64url');
  const expected = mac(statement.slice(0, end), secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = claimsSchema.safeParse(
    parseJson(Buffer.from(statement.slice(HEADER.length + 1, end), 'base64url').toString('utf8')),
  );
  if (!claims.success || claims.data.exp <= nowSeconds()) return null;
  const { viewer, addressHash, jti } = claims.data;
  return { viewer, requestId: jti, ...(addressHash !== undefined && { addressHash }) };
}

const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

// Synchronous on purpose: a hash of so little takes less than the way to another thread and back.
const mac = (text: string, secret: Uint8Array): Buffer => createHmac('sha256', keyOf(secret)).update(text).digest();

// To make a key of the bytes anew takes four times as long as the hash.
const keys = new WeakMap<Uint8Array, KeyObject>();

function keyOf(secret: Uint8Array): KeyObject {
  const key = keys.get(secret) ?? createSecretKey(secret);
  keys.set(secret, key);
  return key;
}

/** What is left of a person whose session has ended: their browser. */
export const signedOut = ({ userId, visitorId }: Pick<Person, 'userId' | 'visitorId'>): Viewer => ({
  kind: 'anonymous',
  visitorId,
  endedUserId: userId,
});

/** True for staff who have a permission, and for services. */
export const may = (viewer: Viewer, permission: Permission): boolean =>
  viewer.kind === 'service' || (viewer.kind === 'user' && viewer.permissions.includes(permission));

/** True for staff and admins. */
export const isStaff = (viewer: Viewer): boolean => viewer.kind === 'user' && viewer.role !== 'CUSTOMER';
