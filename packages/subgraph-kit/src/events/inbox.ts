import { sql } from 'drizzle-orm';
import { index, mysqlTable } from 'drizzle-orm/mysql-core';
import { bulkInsert } from '../database/bulk-insert.ts';
import { moment, uuid } from '../database/columns.ts';
import { aboutToAnswer } from '../crash-points.ts';
import { duplicateKeyOf } from '../database/errors.ts';
import type { Database, Tx } from '../database/database.ts';
import { countFailedTry, parkEvent, removeDeadLetter } from './dead-letters.ts';
import type { DomainEvent, EventSubscriber } from './events.ts';
import { deleteOlderThan, type Chore } from '../database/housekeeping.ts';
import type { Logger } from '../log.ts';

/** Events that this subgraph has taken over, so that a repeated one has no second effect. */
export const inboxTable = mysqlTable(
  'inbox',
  {
    eventId: uuid('event_id').primaryKey(),
    receivedAt: moment('received_at')
      .notNull()
      .default(sql`(utc_timestamp(3))`),
  },
  (table) => [index('inbox_received').on(table.receivedAt)],
);

/**
 * What a subgraph does with one type of event, in the transaction of the inbox row: a guarded change and its own outbox
 * rows. It throws when the event came too early, to get it again later.
 */
export type EventHandler = (tx: Tx, event: DomainEvent) => Promise<void>;

class AlreadyReceived extends Error {}

/**
 * Takes events over once each. An event without a handler is taken over without effect. One whose handler rejects comes
 * again; after ten tries it is parked as a dead letter, at once when it is of a version that nobody here knows.
 * @param options.handlers - by event type; a later version of the payload by `Type/version`, such as
 * `PaymentCaptured/2`
 */
export function createInbox(options: {
  readonly database: Database;
  readonly handlers: Readonly<Record<string, EventHandler>>;
  readonly log: Logger;
}): EventSubscriber {
  const { database, handlers, log } = options;
  const types = new Set(Object.keys(handlers).map((key) => key.split('/', 1)[0]));
  return async (event) => {
    if (!types.has(event.type)) return;
    const handle = handlers[event.version === 1 ? event.type : `${event.type}/${event.version}`];
    if (handle === undefined) {
      await parkEvent(database, event, `Version ${event.version} of ${event.type} is not known here`);
      return log.error(
        { eventId: event.id, type: event.type, version: event.version },
        'event of an unknown version is a dead letter',
      );
    }
    try {
      await database.transaction(async (tx) => {
        await claimEvent(tx, event.id);
        await removeDeadLetter(tx, event.id);
        await handle(tx, event);
      });
    } catch (error) {
      if (error instanceof AlreadyReceived) return;
      const { tries, isParked } = await countFailedTry(database, event, error);
      if (!isParked) throw error;
      return log.error({ eventId: event.id, type: event.type, tries, err: error }, 'event is a dead letter');
    }
    aboutToAnswer(event.type);
  };
}

async function claimEvent(tx: Tx, eventId: string): Promise<void> {
  try {
    await bulkInsert(tx, inboxTable, [{ eventId }]);
  } catch (error) {
    if (duplicateKeyOf(error) === 'PRIMARY') throw new AlreadyReceived();
    throw error;
  }
}

// Longer than any relay still sends an event again.
const RETENTION_DAYS = 30;

/** Forgets events received more than 30 days ago. */
export const forgetOldReceipts: Chore = (db) => deleteOlderThan(db, inboxTable, inboxTable.receivedAt, RETENTION_DAYS);
