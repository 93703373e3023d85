import { createHash } from 'node:crypto';
import { sendCommand } from '@storegraph/subgraph-kit/http/command';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import type { RateLimit, RateLimits } from '@storegraph/subgraph-kit/limits/rate-limits';
import { permissionsNamed } from '@storegraph/subgraph-kit/permissions';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { AccessTokenCheck } from './access-token.ts';

const API_KEY = /^Bearer +(sg_[\w-]{43})$/i;

// For so long a key is not looked up again: its use is noted to the minute. That it was revoked is heard of sooner, as
// the end of a session is.
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 1_000;
// Look-ups from one address: more keys than a machine has, and too few to keep a database busy.
const LOOK_UPS = { tries: 60, seconds: 60 };

const USE_API_KEY = 'mutation RouterUseApiKey($hash: String!) { useApiKey(hash: $hash) { id permissions expiresAt } }';
const answerSchema = z.object({
  useApiKey: z
    .object({ id: z.uuid(), permissions: z.array(z.string()), expiresAt: z.coerce.date().nullable() })
    .nullable(),
});

type KnownKey = Extract<AccessTokenCheck, { kind: 'valid' }>;

/** What a check needs to know of a request besides its `Authorization` header. */
export type CheckApiKey = (authorization: string, addressHash: string | undefined) => Promise<AccessTokenCheck>;

/** True for a header that holds an API key, and no token. */
export const isApiKey = (authorization: string | undefined): authorization is string =>
  authorization !== undefined && API_KEY.test(authorization);

/**
 * Checks API keys: asks the user subgraph for each once a minute. A key's secret does not leave the router.
 * @param user - reaches the user subgraph
 */
export function createApiKeyCheck(user: SubgraphClient, limits: RateLimits): CheckApiKey {
  const known = new LRUCache<string, { readonly check: KnownKey; readonly until: number }>({ max: MAX_REMEMBERED });
  const lookUps: RateLimit = limits.limit('apiKeyLookUps', LOOK_UPS);
  return async (authorization, addressHash) => {
    const hash = hashOf(authorization);
    const found = known.get(hash);
    if (found !== undefined && found.until > Date.now()) return found.check;
    if (!(await lookUps(addressHash)).ok)
      return { kind: 'unchecked', error: new Error('Too many keys are tried from this address') };
    try {
      const { useApiKey: key } = await sendCommand(user, {
        service: 'router',
        query: USE_API_KEY,
        variables: { hash },
        answer: answerSchema,
      });
      if (key === null) return { kind: 'invalid' };
      const check: KnownKey = {
        kind: 'valid',
        user: {
          kind: 'user',
          userId: key.id,
          sessionId: key.id,
          role: 'STAFF',
          permissions: permissionsNamed('STAFF', key.permissions),
          isGuest: false,
          isMachine: true,
        },
        expiresAt: key.expiresAt,
      };
      const until = Math.min(Date.now() + REMEMBERED_MS, key.expiresAt?.getTime() ?? Infinity);
      known.set(hash, { check, until });
      return check;
    } catch (error) {
      return { kind: 'unchecked', error };
    }
  };
}

/** The key of a header as the user subgraph has it; it also names the key where its uses are counted. */
export const hashOf = (authorization: string): string =>
  createHash('sha256')
    .update(API_KEY.exec(authorization)?.[1] ?? '')
    .digest('base64url');
