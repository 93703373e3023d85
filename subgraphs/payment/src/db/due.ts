import { asc, lte, sql, type SQL } from 'drizzle-orm';
import type { MySqlColumn } from 'drizzle-orm/mysql-core';
import type { Database } from '@storegraph/subgraph-kit/database/database';
import { errorText } from '@storegraph/subgraph-kit/describe-error';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, rowCount, statement } from '@storegraph/subgraph-kit/database/statement';
import { databaseNow } from './payment-row.ts';
import { chargeTable, refundTable } from './schema.ts';

// A process that takes work up asks the provider at once, and waits 4 s at most; only after this long is the work taken
// for abandoned. Asked twice, it moves the money once.
const LEASE_SECONDS = 6;
const MAX_ERROR_LENGTH = 1000;

/** When work that a process has just taken up may be taken up by others. */
export const abandonedAt = sql`utc_timestamp(3) + interval ${sql.raw(String(LEASE_SECONDS))} second`;

/** The next try after one without an answer: after longer each time. */
export const nextTryAt = (attempts: MySqlColumn, maxSeconds: number): SQL =>
  sql`utc_timestamp(3) + interval least(${maxSeconds}, pow(2, least(${attempts}, 10))) second`;

export const toLastError = (error: unknown): string => errorText(error).slice(0, MAX_ERROR_LENGTH);

type Work = {
  readonly table: typeof chargeTable | typeof refundTable;
  readonly id: typeof chargeTable.paymentId | typeof refundTable.id;
  readonly nextRunAt: MySqlColumn;
};

const claimOf = (name: 'Charges' | 'Refunds', { table, id, nextRunAt }: Work) => ({
  due: statement(`payment.findDue${name}`, { limit: rowCount }, (db, { limit }) =>
    db
      .select({ id })
      .from(table)
      .where(lte(nextRunAt, databaseNow))
      .orderBy(asc(nextRunAt))
      .limit(limit)
      .for('update', { skipLocked: true }),
  ),
  lease: statement(`payment.lease${name}`, { ids: listOf(id) }, (db, { ids }) =>
    db.update(table).set({ nextRunAt: abandonedAt }).where(oneOf(id, ids)),
  ),
});

const claims = {
  charge: claimOf('Charges', { table: chargeTable, id: chargeTable.paymentId, nextRunAt: chargeTable.nextRunAt }),
  refund: claimOf('Refunds', { table: refundTable, id: refundTable.id, nextRunAt: refundTable.nextRunAt }),
};

/** Takes what is due, so that no other worker does for a while. */
export const claimDue = (database: Database, what: keyof typeof claims, limit: number): Promise<readonly string[]> =>
  database.transaction(async (tx) => {
    const { due, lease } = claims[what];
    const ids = (await due(tx, { limit })).map((row) => row.id);
    if (ids.length > 0) await lease(tx, { ids });
    return ids;
  });
