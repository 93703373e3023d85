import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { claimExpired, takeStep } from '../db/payment-store.ts';
import { paymentExpired } from './payment-events.ts';
import type { Deps } from './deps.ts';

const BATCH = 50;

/**
 * Marks some attempts whose time is up; any number of processes may do so at once. Returns true when there may be more.
 */
export async function expirePayments({ database }: Pick<Deps, 'database'>): Promise<boolean> {
  const expired = await database.transaction(async (tx) => {
    const due = await claimExpired(tx, BATCH);
    if (due.length === 0) return 0;
    const marked = await takeStep(
      tx,
      'expire',
      due.map(({ id }) => id),
    );
    if (marked !== due.length) throw new Error(`Claimed ${due.length} expired payments and could mark ${marked}`);
    await recordEvents(tx, due.map(paymentExpired));
    return due.length;
  });
  return expired === BATCH;
}
