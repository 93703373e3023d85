import { lt, sql } from 'drizzle-orm';
import type { MySqlColumn, MySqlTable } from 'drizzle-orm/mysql-core';
import type { Db } from './database.ts';
import type { Logger } from '../log.ts';
import { startWorker, type Worker } from '../concurrency/worker.ts';

const EVERY_MS = 600_000;
const ROWS_AT_ONCE = 1_000;

/** Forgets some rows that are too old to be asked for, and is quick. Returns true when there may be more. */
export type Chore = (db: Db) => Promise<boolean>;

/** Runs chores every ten minutes, and again at once while any of them has more to forget. */
export const startHousekeeping = (db: Db, log: Logger, chores: readonly Chore[]): Worker =>
  startWorker({
    name: 'housekeeping',
    everyMs: EVERY_MS,
    log,
    run: async () => {
      let hasMore = false;
      for (const chore of chores) if (await chore(db)) hasMore = true;
      return hasMore;
    },
  });

/**
 * Deletes up to a thousand rows by age.
 * @param column - the moment that their age counts from; rows where it is null stay
 * @returns true when there may be more
 */
export async function deleteOlderThan(db: Db, table: MySqlTable, column: MySqlColumn, days: number): Promise<boolean> {
  const [{ affectedRows }] = await db
    .delete(table)
    .where(lt(column, sql`utc_timestamp(3) - interval ${sql.raw(String(days))} day`))
    .limit(ROWS_AT_ONCE);
  return affectedRows === ROWS_AT_ONCE;
}
