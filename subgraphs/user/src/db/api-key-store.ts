import { and, asc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import { userEvents } from '@storegraph/event-catalogue/user-events';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { statement } from '@storegraph/subgraph-kit/database/statement';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { ApiKey } from '../domain/api-key.ts';
import { apiKeyTable } from './schema.ts';

const { hash: _, ...columns } = {
  id: apiKeyTable.id,
  name: apiKeyTable.name,
  hash: apiKeyTable.hash,
  permissions: apiKeyTable.permissions,
  createdBy: apiKeyTable.createdBy,
  createdAt: apiKeyTable.createdAt,
  expiresAt: apiKeyTable.expiresAt,
  lastUsedAt: apiKeyTable.lastUsedAt,
};
const { id, hash, name, expiresAt, lastUsedAt } = apiKeyTable;
const now = sql`utc_timestamp(3)`;
const isOpen = or(isNull(expiresAt), gt(expiresAt, now));

const allKeys = statement('user.listApiKeys', {}, (db) => db.select(columns).from(apiKeyTable).orderBy(asc(name)));

export const listApiKeys = (db: Db): Promise<ApiKey[]> => allKeys(db, {});

const keysByHash = statement('user.findApiKeyByHash', { hash }, (db, given) =>
  db
    .select(columns)
    .from(apiKeyTable)
    .where(and(eq(hash, given.hash), isOpen)),
);

/** One that opens something still. */
export async function findApiKeyByHash(db: Db, keyHash: string): Promise<ApiKey | null> {
  const [key] = await keysByHash(db, { hash: keyHash });
  return key ?? null;
}

const openKeys = statement('user.findOpenApiKey', { id }, (db, given) =>
  db
    .select({ id })
    .from(apiKeyTable)
    .where(and(eq(id, given.id), isOpen)),
);

export const isApiKeyOpen = async (db: Db, keyId: string): Promise<boolean> =>
  (await openKeys(db, { id: keyId })).length > 0;

const use = statement('user.noteApiKeyUse', { id }, (db, given) =>
  db
    .update(apiKeyTable)
    .set({ lastUsedAt: now })
    .where(and(eq(id, given.id), or(isNull(lastUsedAt), lt(lastUsedAt, sql`${now} - interval 1 minute`)))),
);

/** Notes that a key is used, once a minute. */
export async function noteApiKeyUse(db: Db, keyId: string): Promise<void> {
  await use(db, { id: keyId });
}

export async function insertApiKey(
  tx: Tx,
  key: Omit<ApiKey, 'createdAt' | 'lastUsedAt'> & { readonly hash: string },
): Promise<Result<void, InvalidInput>> {
  try {
    await tx.named('user.insertApiKey').insert(apiKeyTable).values(key);
    return ok(undefined);
  } catch (error) {
    if (duplicateKeyOf(error) === 'api_key_name')
      return refuse(invalidInput('There is a key of this name.', 'input', 'name'));
    throw error;
  }
}

/** Ends a key, and tells it as the end of its session; returns how many that were: one, or none. */
export async function deleteApiKey(tx: Tx, keyId: string): Promise<number> {
  const [{ affectedRows }] = await tx.named('user.deleteApiKey').delete(apiKeyTable).where(eq(id, keyId));
  if (affectedRows > 0) await recordEvents(tx, [newEvent(userEvents.SessionEnded, { sessionId: keyId })]);
  return affectedRows;
}
