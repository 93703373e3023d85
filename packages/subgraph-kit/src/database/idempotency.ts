import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import { char, index, mysqlTable, primaryKey } from 'drizzle-orm/mysql-core';
import { bulkInsert } from './bulk-insert.ts';
import { exactText, jsonText, moment, now, uuid } from './columns.ts';
import { duplicateKeyOf } from './errors.ts';
import type { Database, Db, Tx } from './database.ts';
import { ok, refuse, type KeyConflict, type Result } from '../result.ts';
import { deleteOlderThan, type Chore } from './housekeeping.ts';
import { statement } from './statement.ts';

/**
 * Answers already given, by who asked, what for, and the key they chose. Every subgraph that moves stock or money has
 * this table.
 */
export const idempotencyTable = mysqlTable(
  'idempotency',
  {
    scope: uuid().notNull(),
    operation: exactText({ length: 64 }).notNull(),
    key: exactText({ length: 128 }).notNull(),
    requestHash: char('request_hash', { length: 64 }).notNull(),
    /** Final when the transaction that is working on it commits. */
    answer: jsonText(),
    createdAt: moment('created_at').notNull().default(now),
  },
  (table) => [
    primaryKey({ name: 'idempotency_pk', columns: [table.scope, table.operation, table.key] }),
    index('idempotency_created').on(table.createdAt),
  ],
);

/** Whose request it is, which operation, and the key they sent. */
export type KeyedRequest<Answer = unknown> = {
  readonly scope: string;
  readonly operation: string;
  readonly key: string;
  readonly request: unknown;
  /** The answer that is likely, kept with the key at once. Another one takes a statement more. */
  readonly likely?: Answer;
};

/** The answer to a request with a key: the first one, however often it is sent. */
export type Idempotent<Answer> = Result<Answer, KeyConflict>;

class AlreadyAnswered extends Error {}

/**
 * Does something once per key. The key is written in the transaction of the effect, so the two exist together or not at
 * all, and there is no state in between: a duplicate that runs at the same time waits for the first and then reads its
 * answer.
 * @param request.request - the input, hashed: the same key with another input is a conflict
 * @param work - returns the answer to keep, a JSON value: ids and refusals, not whole objects. A thrown error keeps
 * nothing.
 */
export async function once<Answer>(
  database: Database,
  request: KeyedRequest<NoInfer<Answer>>,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Idempotent<Answer>> {
  const [outcome] = await onceEach<Answer>(database, [request], async (tx) => [await work(tx)]);
  if (outcome === undefined) throw new Error('A request was left without an answer');
  return outcome;
}

/**
 * Does several things in one transaction, each once per key, as {@link once} does one.
 * @param work - returns the answers in the order of the requests
 * @throws when one of several was answered before, having done nothing: ask for each alone, then, as `batched` does
 */
export async function onceEach<Answer>(
  database: Database,
  requests: readonly KeyedRequest<NoInfer<Answer>>[],
  work: (tx: Tx) => Promise<readonly Answer[]>,
): Promise<readonly Idempotent<Answer>[]> {
  const claims = requests.map((request): Claim => ({ ...request, requestHash: hashRequest(request.request) }));
  const only = claims.length === 1 ? claims[0] : undefined;
  try {
    const answers = await database.transaction(async (tx) => {
      // Before the work: a duplicate waits here for the first one's commit, not halfway through the same effects.
      await claimKeys(tx, claims);
      const given = await work(tx);
      await keepAnswers(tx, claims, given);
      return given;
    });
    return answers.map(ok);
  } catch (error) {
    if (!(error instanceof AlreadyAnswered) || only === undefined) throw error;
    const stored = await findAnswer<Answer>(database.db, only);
    if (stored === null) throw new Error('An answer that another transaction stored is gone', { cause: error });
    return [stored];
  }
}

const { scope, operation, key, requestHash, answer } = idempotencyTable;

const answersByKey = statement('idempotency.findAnswer', { scope, operation, key }, (db, given) =>
  db
    .select({ requestHash, answer })
    .from(idempotencyTable)
    .where(and(eq(scope, given.scope), eq(operation, given.operation), eq(key, given.key))),
);

/**
 * Whether a request with this key was answered before, be it another request. Ask it before doing what no transaction
 * can take back, such as a call to another service; {@link once} then gives the answer.
 */
export async function isAnswered(db: Db, key: Omit<KeyedRequest, 'request'>): Promise<boolean> {
  const [row] = await answersByKey(db, key);
  return row !== undefined;
}

const keysOfScope = statement('idempotency.forgetKeysOf', { scope }, (db, given) =>
  db.delete(idempotencyTable).where(eq(scope, given.scope)),
);

/** Forgets the keys of somebody who cannot ask again, with the answers that they got. */
export async function forgetKeysOf(tx: Tx, scope: string): Promise<void> {
  await keysOfScope(tx, { scope });
}

const RETENTION_DAYS = 7;

/** Forgets keys older than 7 days. */
export const forgetOldKeys: Chore = (db) =>
  deleteOlderThan(db, idempotencyTable, idempotencyTable.createdAt, RETENTION_DAYS);

type Claim = Omit<KeyedRequest, 'request'> & { readonly requestHash: string };
type Row = typeof idempotencyTable.$inferInsert;

async function claimKeys(tx: Tx, claims: readonly Claim[]): Promise<void> {
  try {
    await bulkInsert(
      tx,
      idempotencyTable,
      claims.map((claim) => toRow(claim, claim.likely ?? null)),
    );
  } catch (error) {
    // Some other unique key is for the caller to understand.
    if (duplicateKeyOf(error) === 'PRIMARY') throw new AlreadyAnswered();
    throw error;
  }
}

/** An upsert that only ever updates: every key was claimed above. */
async function keepAnswers(tx: Tx, claims: readonly Claim[], answers: readonly unknown[]): Promise<void> {
  const rows = claims.flatMap((claim, index): Row[] =>
    isDeepStrictEqual(claim.likely, answers[index]) ? [] : [toRow(claim, answers[index])],
  );
  await bulkInsert(tx, idempotencyTable, rows, sql`answer = values(answer)`);
}

const toRow = ({ scope, operation, key, requestHash }: Claim, answer: unknown): Row => ({
  scope,
  operation,
  key,
  requestHash,
  answer,
});

async function findAnswer<Answer>(db: Db, claim: Claim): Promise<Idempotent<Answer> | null> {
  const [row] = await answersByKey(db, claim);
  if (row === undefined) return null;
  if (row.requestHash !== claim.requestHash) return refuse({ kind: 'keyConflict' });
  return ok(row.answer as Answer);
}

/** Equal inputs hash alike whatever the order of their fields. */
const hashRequest = (request: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(request, sortedKeys) ?? 'null')
    .digest('hex');

const sortedKeys = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
