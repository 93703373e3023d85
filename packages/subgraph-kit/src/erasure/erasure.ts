import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { index, mysqlTable } from 'drizzle-orm/mysql-core';
import { startWorker, type Worker } from '../concurrency/worker.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { moment, uuid } from '../database/columns.ts';
import { notify, type Database, type Tx } from '../database/database.ts';
import { statement } from '../database/statement.ts';
import type { Logger } from '../log.ts';

/** People who were erased, by id alone. `next_run_at` is when their data is looked for again, null once none can come. */
export const erasureTable = mysqlTable(
  'erasure',
  {
    userId: uuid('user_id').primaryKey(),
    requestedAt: moment('requested_at')
      .notNull()
      .default(sql`(utc_timestamp(3))`),
    nextRunAt: moment('next_run_at').default(sql`(utc_timestamp(3))`),
  },
  (table) => [index('erasure_due').on(table.nextRunAt)],
);

const CHANNEL = 'erasure';

/** Asks for a person to be erased here, from the commit on. Asked again, they are erased again. */
export async function requestErasure(tx: Tx, userId: string): Promise<void> {
  const now = sql`utc_timestamp(3)`;
  await bulkInsert(
    tx,
    erasureTable,
    [{ userId, requestedAt: now, nextRunAt: now }],
    sql`requested_at = utc_timestamp(3), next_run_at = utc_timestamp(3)`,
  );
  notify(tx, CHANNEL);
}

/**
 * Takes out of a subgraph's rows what tells of a person, as far as it is not needed any more. Done again, it changes
 * nothing. False while there is something that still is: an open order needs its address.
 */
export type ErasePerson = (tx: Tx, userId: string) => Promise<boolean>;

const EVERY_MS = 1_000;

/**
 * Erases people as asked, and looks again until nothing of them can come any more: an access token, a request or a step
 * under way may write behind the first look, and what is open is erased once it has ended. Several processes may run it.
 */
export function startErasures(options: {
  readonly database: Database;
  readonly log: Logger;
  readonly erase: ErasePerson;
}): Worker {
  const { database, log, erase } = options;
  const worker = startWorker({ name: 'erasure', everyMs: EVERY_MS, log, run: () => eraseNext(database, erase) });
  const leave = database.listen(CHANNEL, () => worker.wake());
  return {
    ...worker,
    stop: () => {
      leave();
      return worker.stop();
    },
  };
}

const { userId, requestedAt, nextRunAt } = erasureTable;

const dueErasure = statement('erasure.claimDue', {}, (db) =>
  db
    .select({ userId })
    .from(erasureTable)
    .where(lte(nextRunAt, sql`utc_timestamp(3)`))
    .orderBy(asc(nextRunAt))
    .limit(1)
    .for('update', { skipLocked: true }),
);

// By then no access token lives that was given before, and no request that came with one.
const SETTLED_MINUTES = sql.raw('15');
// The longer something stays open, the more rarely it is looked for: each minute at first, each hour in the end.
const pause = sql`least(3600, greatest(60, timestampdiff(second, ${requestedAt}, utc_timestamp(3)) div 10))`;

const nextLook = statement('erasure.postpone', { userId }, (db, given) =>
  db
    .update(erasureTable)
    .set({ nextRunAt: sql`utc_timestamp(3) + interval ${pause} second` })
    .where(eq(userId, given.userId)),
);
const lastLook = statement('erasure.finish', { userId }, (db, given) =>
  db
    .update(erasureTable)
    .set({ nextRunAt: null })
    .where(and(eq(userId, given.userId), lte(requestedAt, sql`utc_timestamp(3) - interval ${SETTLED_MINUTES} minute`))),
);

const eraseNext = (database: Database, erase: ErasePerson): Promise<boolean> =>
  database.transaction(async (tx) => {
    const [due] = await dueErasure(tx, {});
    if (due === undefined) return false;
    const isWhole = await erase(tx, due.userId);
    await nextLook(tx, due);
    if (isWhole) await lastLook(tx, due);
    return true;
  });
