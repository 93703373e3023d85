import { and, asc, isNull, lte, sql } from 'drizzle-orm';
import { bigint, index, int, mysqlTable } from 'drizzle-orm/mysql-core';
import { bulkInsert } from '../database/bulk-insert.ts';
import { exactText, jsonText, moment, now, uuid } from '../database/columns.ts';
import { hasPublished, noteSteps } from '../crash-points.ts';
import { notify, type Database, type Tx } from '../database/database.ts';
import type { NewEvent } from './event-type.ts';
import { inProcessTransport, type DomainEvent, type EventTransport } from './events.ts';
import { deleteOlderThan, type Chore } from '../database/housekeeping.ts';
import { newId } from '../id.ts';
import type { Logger } from '../log.ts';
import { oneOf } from '../database/one-of.ts';
import { listOf, statement } from '../database/statement.ts';
import { startWorker, type Worker } from '../concurrency/worker.ts';
import { errorText } from '../describe-error.ts';

/** Events to be delivered. Each is written in the transaction of the change that it reports. */
export const outboxTable = mysqlTable(
  'outbox',
  {
    sequence: bigint({ mode: 'number' }).autoincrement().primaryKey(),
    id: uuid().notNull(),
    type: exactText({ length: 64 }).notNull(),
    version: int().notNull(),
    subjectId: uuid('subject_id').notNull(),
    payload: jsonText().notNull(),
    occurredAt: moment('occurred_at').notNull().default(now),
    availableAt: moment('available_at').notNull().default(now),
    attempts: int().notNull().default(0),
    publishedAt: moment('published_at'),
  },
  (table) => [index('outbox_due').on(table.publishedAt, table.availableAt)],
);

/** The channel that is notified when a transaction has recorded events. */
export const OUTBOX_CHANNEL = 'outbox';

/** Writes events into the outbox, in the transaction of the change that they tell of, whose commit wakes the relay. */
export async function recordEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  noteSteps(
    tx,
    events.map(({ type }) => type),
  );
  await bulkInsert(
    tx,
    outboxTable,
    events.map((event) => ({ ...event, id: newId() })),
  );
  notify(tx, OUTBOX_CHANNEL);
}

/** Delivers the outbox. It runs by itself when a transaction of this process has recorded events. */
export type OutboxRelay = Pick<Worker, 'runNow' | 'stop'>;

const BATCH = 50;
const POLL_MS = 1_000;
// Short, so that a backlog is gone soon after an outage.
const LONGEST_PAUSE_SECONDS = 5;
const RETENTION_DAYS = 7;

const noTransport = inProcessTransport([]);

/**
 * Delivers what stands in the outbox, at least once: publish, then mark, so that a crash in between repeats an event
 * and never loses one. Claims rows with SKIP LOCKED, so several relays share the work; never by a cursor over ids,
 * which become visible out of order.
 * @param options.transport - null when no service subscribes: no commit wakes it then, and events are ticked off once a
 * second, many at a time
 */
export function startOutboxRelay(options: {
  readonly database: Database;
  readonly transport: EventTransport | null;
  readonly log: Logger;
}): OutboxRelay {
  const { database, transport, log } = options;
  const worker = startWorker({
    name: 'outbox relay',
    everyMs: POLL_MS,
    log,
    run: async () => (await deliverBatch(database, transport ?? noTransport, log)) === BATCH,
  });
  if (transport === null) return worker;
  const leave = database.listen(OUTBOX_CHANNEL, () => worker.wake());
  return {
    ...worker,
    stop: () => {
      leave();
      return worker.stop();
    },
  };
}

const dueEvents = statement('outbox.claimDue', {}, (db) =>
  db
    .select()
    .from(outboxTable)
    .where(and(isNull(outboxTable.publishedAt), lte(outboxTable.availableAt, sql`utc_timestamp(3)`)))
    .orderBy(asc(outboxTable.sequence))
    .limit(BATCH)
    .for('update', { skipLocked: true }),
);

const publication = statement(
  'outbox.markPublished',
  { delivered: listOf(outboxTable.sequence) },
  (db, { delivered }) =>
    db
      .update(outboxTable)
      .set({ publishedAt: sql`utc_timestamp(3)` })
      .where(oneOf(outboxTable.sequence, delivered)),
);

async function deliverBatch(database: Database, transport: EventTransport, log: Logger): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await dueEvents(tx, {});
    const outcomes = await Promise.allSettled(rows.map((row) => transport(toEvent(row))));
    const published = rows.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    hasPublished(published.map(({ type }) => type));
    const delivered = published.map((row) => row.sequence);
    const failed = rows.filter((_, index) => outcomes[index]?.status === 'rejected').map((row) => row.sequence);
    if (delivered.length > 0) await publication(tx, { delivered });
    if (failed.length > 0) {
      const reason = outcomes.find((outcome) => outcome.status === 'rejected');
      log.warn(
        { events: failed.length, reason: errorText(reason?.reason) },
        'events not delivered; they are sent again',
      );
      await tx
        .update(outboxTable)
        .set({
          attempts: sql`${outboxTable.attempts} + 1`,
          availableAt: sql`utc_timestamp(3) + interval least(${LONGEST_PAUSE_SECONDS}, pow(2, ${outboxTable.attempts})) second`,
        })
        .where(oneOf(outboxTable.sequence, failed));
    }
    return delivered.length;
  });
}

const toEvent = (row: typeof outboxTable.$inferSelect): DomainEvent => ({
  id: row.id,
  type: row.type,
  version: row.version,
  subjectId: row.subjectId,
  occurredAt: row.occurredAt.toISOString(),
  payload: row.payload,
});

/** Forgets events delivered more than 7 days ago; until then they can be replayed. */
export const forgetDeliveredEvents: Chore = (db) =>
  deleteOlderThan(db, outboxTable, outboxTable.publishedAt, RETENTION_DAYS);
