import { asc, lte, sql, type SQL } from 'drizzle-orm';
import type { MySqlColumn } from 'drizzle-orm/mysql-core';
import type { Database } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { databaseNow } from './payment-row.ts';
import type { chargeTable, refundTable } from './schema.ts';

// Whoever takes work up asks the provider at once, and waits 4 s at most; only after this long is it taken for
// abandoned. Asked twice, it moves the money once.
const LEASE_SECONDS = 6;
const MAX_ERROR_LENGTH = 1000;

/** When work that somebody has just taken up is anybody's again. */
export const abandonedAt = sql`utc_timestamp(3) + interval ${sql.raw(String(LEASE_SECONDS))} second`;

/** The next try after one without an answer: after longer each time. */
export const nextTryAt = (attempts: MySqlColumn, maxSeconds: number): SQL =>
  sql`utc_timestamp(3) + interval least(${maxSeconds}, pow(2, least(${attempts}, 10))) second`;

export const toLastError = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_LENGTH);

type Work = {
  readonly table: typeof chargeTable | typeof refundTable;
  readonly id: typeof chargeTable.paymentId | typeof refundTable.id;
  readonly nextRunAt: MySqlColumn;
  readonly limit: number;
};

/** Takes what is due, so that no other worker does for a while. */
export const claimDue = (database: Database, { table, id, nextRunAt, limit }: Work): Promise<readonly string[]> =>
  database.transaction(async (tx) => {
    const rows = await tx
      .select({ id })
      .from(table)
      .where(lte(nextRunAt, databaseNow))
      .orderBy(asc(nextRunAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    const ids = rows.map((row) => row.id);
    if (ids.length > 0) await tx.update(table).set({ nextRunAt: abandonedAt }).where(oneOf(id, ids));
    return ids;
  });
