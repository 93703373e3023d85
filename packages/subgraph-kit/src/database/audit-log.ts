import { sql } from 'drizzle-orm';
import { boolean, index, mysqlTable } from 'drizzle-orm/mysql-core';
import { exactText, jsonText, moment, now, uuid } from './columns.ts';
import type { Database, Tx } from './database.ts';
import { newId, NIL_ID } from '../id.ts';
import type { DenialListener } from '../viewer.ts';

/** What staff did and were refused, and what others tried that is for staff; append-only. */
export const auditLogTable = mysqlTable(
  'audit_log',
  {
    id: uuid().primaryKey(),
    actorId: uuid('actor_id').notNull(),
    action: exactText({ length: 64 }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    details: jsonText().notNull(),
    at: moment().notNull().default(now),
    isRefused: boolean('is_refused').generatedAlwaysAs(sql`json_value(details, '$.refused') is not null`, {
      mode: 'stored',
    }),
  },
  (table) => [
    index('audit_log_subject').on(table.subjectId, table.at),
    index('audit_log_actor').on(table.actorId, table.at),
    index('audit_log_action').on(table.action, table.at),
    index('audit_log_refused').on(table.isRefused, table.at),
    index('audit_log_at').on(table.at, table.id),
  ],
);

/** One thing that a member of staff did. */
export type AuditEntry = {
  readonly actorId: string;
  /** The mutation. */
  readonly action: string;
  /** What it was done to. */
  readonly subjectId: string;
  /** What changed: ids and values, no secrets. What was refused says why under `refused`. */
  readonly details: Readonly<Record<string, unknown>>;
};

/** Writes an entry, in the transaction that does what it says. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLogTable).values({ ...entry, id: newId() });
}

/** Notes each mutation that the caller may not call. What they meant to do it to is not looked at, and so not known. */
export const auditDenials =
  (database: Database): DenialListener =>
  ({ actorId, mutation, role }) =>
    database.transaction((tx) =>
      recordAudit(tx, {
        actorId,
        action: mutation,
        subjectId: NIL_ID,
        details: role === null ? { refused: 'sessionEnded' } : { refused: 'forbidden', role },
      }),
    );
