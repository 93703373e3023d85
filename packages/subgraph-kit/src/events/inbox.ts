import { index, mysqlTable } from 'drizzle-orm/mysql-core';
import { bulkInsert } from '../database/bulk-insert.ts';
import { moment, now, uuid } from '../database/columns.ts';
import { aboutToAnswer } from '../crash-points.ts';
import { duplicateKeyOf } from '../database/errors.ts';
import type { Database, Tx } from '../database/database.ts';
import { countFailedTry, parkEvent, removeDeadLetter } from './dead-letters.ts';
import type { EventOf, EventType } from './event-type.ts';
import type { EventSubscriber } from './events.ts';
import { deleteOlderThan, type Chore } from '../database/housekeeping.ts';
import type { Logger } from '../log.ts';

/** Events that this subgraph has taken over, so that a repeated one has no second effect. */
export const inboxTable = mysqlTable(
  'inbox',
  {
    eventId: uuid('event_id').primaryKey(),
    receivedAt: moment('received_at').notNull().default(now),
  },
  (table) => [index('inbox_received').on(table.receivedAt)],
);

/**
 * What a subgraph does with each type of event that it subscribes to, in the transaction of the inbox row: a guarded
 * change and its own outbox rows. A handler throws when the event came too early, to get it again later.
 */
export type EventHandlers<Types extends readonly EventType[]> = {
  readonly [Name in Types[number]['name']]: (
    tx: Tx,
    event: EventOf<Extract<Types[number], { readonly name: Name }>>,
  ) => Promise<void>;
};

class AlreadyReceived extends Error {}

/**
 * Takes events over once each. An event that is not subscribed to is taken over without effect. One whose handler
 * rejects, or whose payload does not fit, comes again; after ten tries it is parked as a dead letter, at once when it is
 * of a version that no subscription here knows.
 * @param options.types - what it subscribes to
 * @param options.handlers - one for each of them, by its name
 */
export function createInbox<const Types extends readonly EventType[]>(options: {
  readonly database: Database;
  readonly types: Types;
  readonly handlers: EventHandlers<Types>;
  readonly log: Logger;
}): EventSubscriber {
  const { database, types, log } = options;
  const handlers = options.handlers as EventHandlers<readonly EventType[]>;
  return async (event) => {
    if (!types.some(({ type }) => type === event.type)) return;
    const type = types.find((each) => each.type === event.type && each.version === event.version);
    const handle = type && handlers[type.name];
    if (type === undefined || handle === undefined) {
      await parkEvent(database, event, new Error(`Version ${event.version} of ${event.type} is not known here`));
      return log.error(
        { eventId: event.id, type: event.type, version: event.version },
        'event of an unknown version is a dead letter',
      );
    }
    try {
      await database.transaction(async (tx) => {
        await claimEvent(tx, event.id);
        await removeDeadLetter(tx, event.id);
        await handle(tx, { ...event, payload: type.payload.parse(event.payload) });
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
