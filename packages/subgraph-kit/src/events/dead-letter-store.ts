import { count, eq } from 'drizzle-orm';
import { index, int, mysqlTable, text } from 'drizzle-orm/mysql-core';
import { exactText, jsonText, moment, now, uuid } from '../database/columns.ts';
import type { Db, Tx } from '../database/database.ts';
import { keyset, toPage, type Page, type PageRequest } from '../database/keyset.ts';
import { optional, rowCount, statement } from '../database/statement.ts';

/** Events that a subgraph gave up on, until staff replay them. */
export const deadLetterTable = mysqlTable(
  'dead_letter',
  {
    eventId: uuid('event_id').primaryKey(),
    type: exactText({ length: 64 }).notNull(),
    version: int().notNull(),
    subjectId: uuid('subject_id').notNull(),
    occurredAt: moment('occurred_at').notNull(),
    payload: jsonText().notNull(),
    error: text().notNull(),
    tries: int().notNull(),
    parkedAt: moment('parked_at').notNull().default(now),
  },
  (table) => [index('dead_letter_parked').on(table.parkedAt)],
);

/** An event that a subgraph gave up on, and why. */
export type DeadLetter = typeof deadLetterTable.$inferSelect;

/** Where a dead letter stands in the list. */
export type DeadLetterPosition = readonly [parkedAt: Date, eventId: string];

const { parkedAt, eventId } = deadLetterTable;

const pageOfDeadLetters = statement(
  'inbox.listDeadLetters',
  { parkedAt: optional(parkedAt), eventId: optional(eventId), limit: rowCount },
  (db, { limit, ...after }) => {
    const { isBehind, orderBy } = keyset(
      [parkedAt, eventId],
      'desc',
      after.parkedAt && after.eventId && [after.parkedAt, after.eventId],
    );
    return db
      .select()
      .from(deadLetterTable)
      .where(isBehind)
      .orderBy(...orderBy)
      .limit(limit);
  },
);

/** A page of a subgraph's dead letters, the last parked first. */
export async function listDeadLetters(
  db: Db,
  { first, position }: PageRequest<DeadLetterPosition>,
): Promise<Page<DeadLetter>> {
  const rows = await pageOfDeadLetters(db, { parkedAt: position?.[0], eventId: position?.[1], limit: first + 1 });
  return toPage(rows, first);
}

const deadLetterCount = statement('inbox.countDeadLetters', {}, (db) =>
  db.select({ letters: count() }).from(deadLetterTable),
);

/** How many dead letters a subgraph has. */
export async function countDeadLetters(db: Db): Promise<number> {
  const [row] = await deadLetterCount(db, {});
  return row?.letters ?? 0;
}

const deadLettersById = statement('inbox.findDeadLetter', { eventId }, (db, given) =>
  db.select().from(deadLetterTable).where(eq(eventId, given.eventId)),
);

/** The dead letter of an event, if it is one. */
export async function findDeadLetter(db: Db | Tx, eventId: string): Promise<DeadLetter | null> {
  const [row] = await deadLettersById(db, { eventId });
  return row ?? null;
}
