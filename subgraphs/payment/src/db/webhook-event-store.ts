import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { deleteOlderThan, type Chore } from '@storegraph/subgraph-kit/database/housekeeping';
import { webhookEventTable } from './schema.ts';

/** Thrown out of the transaction, so that it leaves nothing behind. */
export class AlreadyReceived extends Error {}

/**
 * Notes that an event has its effect in this transaction. One that comes twice at once waits here for the first one's
 * commit.
 * @throws AlreadyReceived
 */
export async function claimWebhookEvent(tx: Tx, provider: string, eventId: string): Promise<void> {
  try {
    await tx.insert(webhookEventTable).values({ provider, eventId });
  } catch (error) {
    if (duplicateKeyOf(error) === 'PRIMARY') throw new AlreadyReceived();
    throw error;
  }
}

// Longer than any provider still sends an event again.
const RETENTION_DAYS = 90;

/** Forgets events received more than 90 days ago. */
export const forgetOldWebhookEvents: Chore = (db) =>
  deleteOlderThan(db, webhookEventTable, webhookEventTable.receivedAt, RETENTION_DAYS);
