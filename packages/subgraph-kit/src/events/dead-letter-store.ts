import { and, count, desc, eq, lt, or, sql } from 'drizzle-orm';
import { index, int, mysqlTable, text } from 'drizzle-orm/mysql-core';
import { z } from 'zod';
import { exactText, jsonText, moment, uuid } from '../database/columns.ts';
import type { Db, Tx } from '../database/database.ts';
import { toPage, type Page, type PageRequest } from '../graphql/pagination.ts';

/** Events that a subgraph gave up on, until somebody replays them. */
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
    parkedAt: moment('parked_at')
      .notNull()
      .default(sql`(utc_timestamp(3))`),
  },
  (table) => [index('dead_letter_parked').on(table.parkedAt)],
);

/** An event that a subgraph gave up on, and why. */
export type DeadLetter = typeof deadLetterTable.$inferSelect;

/** Where a page of dead letters begins: behind the one of this event, parked at this time. */
export const deadLetterPosition = z.object({ parkedAt: z.iso.datetime(), eventId: z.uuid() });
/** See {@link deadLetterPosition}. */
export type DeadLetterPosition = z.output<typeof deadLetterPosition>;

/** The position of a dead letter in the list. */
export const positionOfDeadLetter = ({ parkedAt, eventId }: DeadLetter): DeadLetterPosition => ({
  parkedAt: parkedAt.toISOString(),
  eventId,
});

/** A page of a subgraph's dead letters, the last parked first. */
export async function listDeadLetters(
  db: Db,
  { first, position }: PageRequest<DeadLetterPosition>,
): Promise<Page<DeadLetter>> {
  const { parkedAt, eventId } = deadLetterTable;
  const at = position && new Date(position.parkedAt);
  const rows = await db
    .select()
    .from(deadLetterTable)
    .where(position && at ? or(lt(parkedAt, at), and(eq(parkedAt, at), lt(eventId, position.eventId))) : undefined)
    .orderBy(desc(parkedAt), desc(eventId))
    .limit(first + 1);
  return toPage(rows, first);
}

/** How many dead letters a subgraph has. */
export async function countDeadLetters(db: Db): Promise<number> {
  const [row] = await db.select({ letters: count() }).from(deadLetterTable);
  return row?.letters ?? 0;
}

/** The dead letter of an event, if it is one. */
export async function findDeadLetter(db: Db | Tx, eventId: string): Promise<DeadLetter | null> {
  const [row] = await db.select().from(deadLetterTable).where(eq(deadLetterTable.eventId, eventId));
  return row ?? null;
}
