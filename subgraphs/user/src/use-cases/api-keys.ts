import { z } from 'zod';
import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import { idOrNil, newId } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { singleLine } from '@storegraph/subgraph-kit/input/text';
import { PERMISSIONS, withImplied } from '@storegraph/subgraph-kit/permissions';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { deleteApiKey, findApiKeyByHash, insertApiKey, listApiKeys, noteApiKeyUse } from '../db/api-key-store.ts';
import { MAX_API_KEYS, type ApiKey } from '../domain/api-key.ts';
import type { Forbidden, NotFound } from '../domain/refusals.ts';
import { hashApiKeySecret, newApiKeySecret } from '../identity/api-key-secret.ts';
import type { Deps } from './deps.ts';
import { lockAsAdmin } from './lock-for-admin.ts';

const inputSchema = z.object({
  name: singleLine('A name', 60),
  permissions: z.array(z.enum(PERMISSIONS)).min(1, 'A key without permissions opens nothing.').transform(withImplied),
  expiresAt: z.date().nullish(),
});

/** A key with its secret, which is shown this once. */
export type NewApiKey = { readonly apiKey: ApiKey; readonly secret: string };

export async function createApiKey(
  { database }: Deps,
  actor: Person,
  input: unknown,
  now: Date,
): Promise<Result<NewApiKey, InvalidInput | Forbidden>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { expiresAt = null, ...given } = parsed.value;
  if (expiresAt !== null && expiresAt <= now)
    return refuse(invalidInput('A key must end in the future.', 'input', 'expiresAt'));
  const secret = newApiKeySecret();
  const key = { id: newId(), ...given, expiresAt, createdBy: actor.userId };
  return database.transaction(async (tx) => {
    const locked = await lockAsAdmin(tx, actor, { action: 'createApiKey', subjectId: key.id });
    if (!locked.ok) return locked;
    if ((await listApiKeys(tx)).length >= MAX_API_KEYS)
      return refuse(invalidInput(`A shop has at most ${MAX_API_KEYS} keys. Revoke one that is not used.`));
    const made = await insertApiKey(tx, { ...key, hash: hashApiKeySecret(secret) });
    if (!made.ok) return made;
    const { name, permissions } = key;
    await recordAudit(tx, {
      actorId: actor.userId,
      action: 'createApiKey',
      subjectId: key.id,
      details: { name, permissions, expiresAt },
    });
    return ok({ apiKey: { ...key, createdAt: now, lastUsedAt: null }, secret });
  });
}

/** Ends a key at once, wherever it is in use. */
export function revokeApiKey(
  { database }: Deps,
  actor: Person,
  apiKeyId: string,
): Promise<Result<string, NotFound | Forbidden>> {
  const id = idOrNil(apiKeyId);
  return database.transaction(async (tx) => {
    const locked = await lockAsAdmin(tx, actor, { action: 'revokeApiKey', subjectId: id });
    if (!locked.ok) return locked;
    if ((await deleteApiKey(tx, id)) === 0)
      return refuse({ kind: 'notFound', what: 'key', field: ['input', 'apiKeyId'] });
    await recordAudit(tx, { actorId: actor.userId, action: 'revokeApiKey', subjectId: id, details: {} });
    return ok(id);
  });
}

/** The key that a request came with, by its hash; notes that it is used. */
export async function useApiKey({ database }: Deps, hash: string): Promise<ApiKey | null> {
  const key = await findApiKeyByHash(database.db, hash);
  if (key !== null) await noteApiKeyUse(database.db, key.id);
  return key;
}
