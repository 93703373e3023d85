import { and, eq, lt, sql } from 'drizzle-orm';
import { index, int, mysqlTable } from 'drizzle-orm/mysql-core';
import { moment, now, uuid } from '../database/columns.ts';
import { duplicateKeyOf, isUnanswered } from '../database/errors.ts';
import type { Database, Tx } from '../database/database.ts';
import { deadLetterTable, findDeadLetter } from './dead-letter-store.ts';
import { errorText } from '../describe-error.ts';
import type { DomainEvent, EventSubscriber } from './events.ts';
import { deleteOlderThan, type Chore } from '../database/housekeeping.ts';
import { statement } from '../database/statement.ts';

/** How often a subgraph has tried to take an event over, in vain. */
export const inboxAttemptTable = mysqlTable(
  'inbox_attempt',
  {
    eventId: uuid('event_id').primaryKey(),
    tries: int().notNull().default(1),
    triedAt: moment('tried_at').notNull().default(now),
  },
  (table) => [index('inbox_attempt_tried').on(table.triedAt)],
);

const MAX_TRIES = 10;
const MAX_ERROR_LENGTH = 2_000;

/**
 * Seconds until an event is sent again that has failed `tries` times: 1, 2, 4, 8, then 15. Ten tries take a minute and
 * a half.
 */
export const retryDelaySeconds = (tries: number): number => Math.min(LONGEST_RETRY_SECONDS, 2 ** (tries - 1));

/** The longest pause between two tries. A backlog is on its way again this soon after an outage. */
export const LONGEST_RETRY_SECONDS = 15;

/**
 * Counts a try that failed, and parks the event with the tenth. Tries that follow each other faster than the
 * transport's delays, as duplicates do, count as one: an event that came early always gets its minute.
 * @returns the number of tries so far, and whether the event is a dead letter now
 */
export async function countFailedTry(
  database: Database,
  event: DomainEvent,
  error: unknown,
): Promise<{ readonly tries: number; readonly isParked: boolean }> {
  return database.transaction(async (tx) => {
    await addTry(tx, event.id);
    const [row] = await tx
      .select({ tries: inboxAttemptTable.tries })
      .from(inboxAttemptTable)
      .where(eq(inboxAttemptTable.eventId, event.id));
    const tries = row?.tries ?? 1;
    const isParked = tries >= MAX_TRIES;
    if (isParked) await park(tx, event, error, tries);
    return { tries, isParked };
  });
}

async function addTry(tx: Tx, eventId: string): Promise<void> {
  const [{ affectedRows }] = await tx
    .update(inboxAttemptTable)
    .set({ tries: sql`${inboxAttemptTable.tries} + 1`, triedAt: sql`utc_timestamp(3)` })
    .where(
      and(
        eq(inboxAttemptTable.eventId, eventId),
        lt(
          inboxAttemptTable.triedAt,
          sql`utc_timestamp(3) - interval least(${LONGEST_RETRY_SECONDS}, pow(2, ${inboxAttemptTable.tries} - 1)) * 750000 microsecond`,
        ),
      ),
    );
  if (affectedRows === 1) return;
  try {
    await tx.insert(inboxAttemptTable).values({ eventId });
  } catch (error) {
    if (duplicateKeyOf(error) !== 'PRIMARY') throw error;
  }
}

/** Parks an event that no further try can help. Parking it again tells the newer error. */
export const parkEvent = (database: Database, event: DomainEvent, error: unknown): Promise<void> =>
  database.transaction((tx) => park(tx, event, error, 1));

async function park(tx: Tx, event: DomainEvent, error: unknown, tries: number): Promise<void> {
  const told = { error: failureText(error).slice(0, MAX_ERROR_LENGTH), tries };
  const { id, type, version, subjectId, occurredAt, payload } = event;
  await tx
    .insert(deadLetterTable)
    .values({
      eventId: id,
      type,
      version,
      subjectId,
      occurredAt: new Date(occurredAt),
      payload: payload ?? null,
      ...told,
    })
    .onDuplicateKeyUpdate({ set: told });
}

/** What people may read of a failure: a handler's own words. Those of a database quote statements and values. */
function failureText(error: unknown): string {
  if (isUnanswered(error)) return 'The database does not answer';
  return errorText(error);
}

const deadLetterRemoval = statement('inbox.removeDeadLetter', { eventId: deadLetterTable.eventId }, (db, { eventId }) =>
  db.delete(deadLetterTable).where(eq(deadLetterTable.eventId, eventId)),
);

/** Forgets a dead letter, in the transaction in which the event had its effect after all. */
export async function removeDeadLetter(tx: Tx, eventId: string): Promise<void> {
  await deadLetterRemoval(tx, { eventId });
}

/** What came of a replay. */
export type ReplayOutcome =
  | { readonly kind: 'handled' }
  | { readonly kind: 'notFound' }
  /** It stays a dead letter. */
  | { readonly kind: 'failed'; readonly error: string };

/**
 * Hands a dead letter to its subscriber again. Two replays at once have one effect.
 * @param subscriber - the inbox that parked it
 * @param id - the event's
 */
export async function replayDeadLetter(
  database: Database,
  subscriber: EventSubscriber,
  id: string,
): Promise<ReplayOutcome> {
  const letter = await findDeadLetter(database.db, id);
  if (letter === null) return { kind: 'notFound' };
  const { occurredAt, type, version, subjectId, payload } = letter;
  try {
    await subscriber({ id, type, version, subjectId, payload, occurredAt: occurredAt.toISOString() });
  } catch (error) {
    return { kind: 'failed', error: failureText(error) };
  }
  // An inbox takes a poison event off the transport's hands by parking it again, which is no success to us.
  const remaining = await findDeadLetter(database.db, id);
  return remaining === null ? { kind: 'handled' } : { kind: 'failed', error: remaining.error };
}

// As long as receipts are kept: longer than any relay still sends an event again.
const RETENTION_DAYS = 30;

/** Forgets failed tries of 30 days ago. Dead letters stay until they are replayed. */
export const forgetOldTries: Chore = (db) =>
  deleteOlderThan(db, inboxAttemptTable, inboxAttemptTable.triedAt, RETENTION_DAYS);
