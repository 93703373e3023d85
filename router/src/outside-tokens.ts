import { sendCommand } from '@storegraph/subgraph-kit/http/command';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import { parseJson } from '@storegraph/subgraph-kit/json';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { permissionsNamed, type Role } from '@storegraph/subgraph-kit/permissions';
import { decodeJwt, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { isAboutToken, type AccessTokenCheck } from './access-token.ts';
import { followKeySet, type RemoteKeySet } from './remote-key-set.ts';

const roles = z.enum(['CUSTOMER', 'STAFF', 'ADMIN']);

const issuerSchema = z.object({
  issuer: z.url(),
  /** The shop, as the issuer calls it. */
  audience: z.string().min(1),
  /** Without it, what the issuer's `/.well-known/openid-configuration` says. */
  jwksUrl: z.url().optional(),
  /** The claim of the roles that the issuer gives: a name, or a path of names. Without it the shop gives roles itself. */
  roleClaim: z.union([z.string(), z.array(z.string())]).optional(),
  /** What a role of the issuer is here. Others are customers. */
  roles: z.record(z.string(), roles).default({}),
});

export type TrustedIssuer = z.output<typeof issuerSchema>;

/** Null for what is no JSON list of issuers. */
export const parseTrustedIssuers = (text: string): readonly TrustedIssuer[] | null =>
  z.array(issuerSchema).safeParse(parseJson(text)).data ?? null;

// Asymmetric alone: with HS256 a published key would sign.
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 5_000;
const DISCOVERY_TIMEOUT_MS = 3_000;
const RANK: readonly Role[] = ['CUSTOMER', 'STAFF', 'ADMIN'];

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  iat: z.number(),
  exp: z.number(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
});

const ADMIT = `mutation RouterAdmitsOutsideToken($input: OutsideTokenInput!) {
  admitOutsideToken(input: $input) { userId sessionId role permissions }
}`;
const answerSchema = z.object({
  admitOutsideToken: z
    .object({ userId: z.uuid(), sessionId: z.uuid(), role: roles, permissions: z.array(z.string()) })
    .nullable(),
});

/** Access tokens of issuers that the shop trusts. */
export type OutsideTokens = {
  /** Null for a token of none of them. */
  readonly check: (authorization: string | undefined) => Promise<AccessTokenCheck> | null;
  readonly stop: () => void;
};

/**
 * Checks access tokens of trusted issuers, and asks the user subgraph what they open, once a minute for each.
 * @param user - reaches the user subgraph
 */
export function createOutsideTokens(
  issuers: readonly TrustedIssuer[],
  user: SubgraphClient,
  log: Logger,
): OutsideTokens {
  const trusted = new Map(issuers.map((each) => [each.issuer, { ...each, keys: keysOf(each, log) }]));
  const known = new LRUCache<string, { readonly check: AccessTokenCheck; readonly until: number }>({
    max: MAX_REMEMBERED,
  });
  const checkAnew = async (
    header: string,
    token: string,
    { keys, ...rules }: TrustedIssuer & { readonly keys: IssuerKeys },
  ): Promise<AccessTokenCheck> => {
    try {
      const { payload } = await jwtVerify(token, keys.keySet, {
        algorithms: ALGORITHMS,
        issuer: rules.issuer,
        audience: rules.audience,
        // jose takes a token without `exp` otherwise, and it would never end.
        requiredClaims: ['exp', 'sub', 'iat'],
      });
      const claims = claimsSchema.parse(payload);
      const { admitOutsideToken: admitted } = await sendCommand(user, {
        service: 'router',
        query: ADMIT,
        variables: {
          input: {
            issuer: rules.issuer,
            subject: claims.sub,
            issuedAt: new Date(claims.iat * 1_000).toISOString(),
            name: claims.name ?? claims.preferred_username ?? '',
            verifiedEmail: claims.email_verified === true ? (claims.email ?? null) : null,
            role: roleOf(payload, rules),
          },
        },
        answer: answerSchema,
      });
      if (admitted === null) return { kind: 'invalid' };
      const { role, permissions, ...session } = admitted;
      const expiresAt = new Date(claims.exp * 1_000);
      const person = {
        kind: 'user' as const,
        ...session,
        role,
        permissions: permissionsNamed(role, permissions),
        isGuest: false,
      };
      const check = { kind: 'valid' as const, user: person, expiresAt };
      known.set(header, { check, until: Math.min(Date.now() + REMEMBERED_MS, expiresAt.getTime()) });
      return check;
    } catch (error) {
      return isAboutToken(error) ? { kind: 'invalid' } : { kind: 'unchecked', error };
    }
  };
  return {
    check: (authorization) => {
      const token = /^Bearer +([^\s]+)$/i.exec(authorization ?? '')?.[1];
      if (authorization === undefined || token === undefined || trusted.size === 0) return null;
      const found = known.get(authorization);
      if (found !== undefined && found.until > Date.now()) return Promise.resolve(found.check);
      const rules = trusted.get(issuerOf(token) ?? '');
      return rules === undefined ? null : checkAnew(authorization, token, rules);
    },
    stop: () => trusted.forEach(({ keys }) => keys.stop()),
  };
}

/** Whose token it claims to be, before anything of it is believed. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** The highest role of a token; null where the issuer gives none. */
function roleOf(payload: JWTPayload, { roleClaim, roles: mapping }: TrustedIssuer): Role | null {
  if (roleClaim === undefined) return null;
  const path = typeof roleClaim === 'string' ? [roleClaim] : roleClaim;
  const claim = path.reduce<unknown>(
    (value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    payload,
  );
  const given = (Array.isArray(claim) ? claim : [claim]).filter((each) => typeof each === 'string');
  const here = given.flatMap((each) => (Object.hasOwn(mapping, each) ? [mapping[each] ?? 'CUSTOMER'] : []));
  return RANK.findLast((role) => here.includes(role)) ?? 'CUSTOMER';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

type IssuerKeys = { readonly keySet: JWTVerifyGetKey; readonly stop: () => void };

/** Where the keys are is asked for with the first token, and again after it could not be had. */
function keysOf({ issuer, jwksUrl }: TrustedIssuer, log: Logger): IssuerKeys {
  let followed: Promise<RemoteKeySet> | null = null;
  const follow = (): Promise<RemoteKeySet> => {
    followed ??= (jwksUrl === undefined ? discoverKeys(issuer) : Promise.resolve(jwksUrl)).then((url) =>
      followKeySet(new URL(url), log),
    );
    followed.catch(() => (followed = null));
    return followed;
  };
  return {
    keySet: async (header, token) => (await follow()).keySet(header, token),
    stop: () => void followed?.then(({ stop }) => stop()).catch(() => undefined),
  };
}

async function discoverKeys(issuer: string): Promise<string> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`The issuer answers ${response.status}`);
  const configuration = z.object({ jwks_uri: z.url() }).safeParse(await response.json());
  if (!configuration.success) throw new Error('The issuer does not say where its keys are');
  return configuration.data.jwks_uri;
}
