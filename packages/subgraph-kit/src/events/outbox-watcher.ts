import { asc, desc, gt, inArray, or } from 'drizzle-orm';
import type { Database, Db } from '../database/database.ts';
import type { Logger } from '../log.ts';
import { OUTBOX_CHANNEL, outboxTable } from './outbox.ts';
import { startWorker, type Worker } from '../concurrency/worker.ts';

/** What a listener hears of a committed event, recorded by this process or another. */
type RecordedEvent = { readonly type: string; readonly subjectId: string };

/** Tells what is written to the outbox, by this process or any other, without taking part in its delivery. */
export type OutboxWatcher = {
  /**
   * Resolves when the listener hears of every event that commits from then on, about once and in about the order of the
   * commits.
   * @returns stops listening
   * @throws when the database does not answer
   */
  listen(listener: (event: RecordedEvent) => void): Promise<() => void>;
  stop(): Promise<void>;
};

const POLL_MS = 250;
const BATCH = 500;

/**
 * Listens to a database's outbox: one statement every 250 ms however many listen, one at once after a commit of this
 * process, and none while there is no listener.
 */
export function createOutboxWatcher({
  database,
  log,
}: {
  readonly database: Database;
  readonly log: Logger;
}): OutboxWatcher {
  const listeners = new Set<(event: RecordedEvent) => void>();
  let reading: Promise<Worker> | null = null;
  const forget = database.listen(
    OUTBOX_CHANNEL,
    () =>
      void reading?.then(
        (worker) => worker.wake(),
        () => {},
      ),
  );

  const begin = async (): Promise<Worker> => {
    const read = await startReading(database.db);
    return startWorker({
      name: 'outbox watcher',
      everyMs: POLL_MS,
      log,
      run: async () => {
        const events = await read();
        for (const event of events) for (const listener of listeners) listener(event);
        return events.length === BATCH;
      },
    });
  };

  const end = async (): Promise<void> => {
    const ending = reading;
    reading = null;
    // One that could not begin has told its listeners.
    const worker = await ending?.catch(() => null);
    await worker?.stop();
  };

  return {
    listen: async (listener) => {
      listeners.add(listener);
      const leave = (): void => {
        if (listeners.delete(listener) && listeners.size === 0) void end();
      };
      try {
        await (reading ??= begin());
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
    stop: async () => {
      forget();
      listeners.clear();
      await end();
    },
  };
}

// A transaction takes its sequence when it writes, and shows it when it commits: rows become visible out of order.
// So numbers that are missing are asked for again, for longer than a transaction can last.
const LONGEST_TRANSACTION_MS = 15_000;
const MAX_MISSING = 1_000;

/** Reads what becomes visible from now on, each row once. */
async function startReading(db: Db): Promise<() => Promise<readonly RecordedEvent[]>> {
  const { sequence, type, subjectId } = outboxTable;
  const missing = new Map<number, number>();
  let last = 0;

  const note = (seen: number, since: number): void => {
    if (!missing.delete(seen)) {
      for (let number = Math.max(last + 1, seen - MAX_MISSING); number < seen; number++) missing.set(number, since);
      last = seen;
    }
  };
  const forgetOld = (now: number): void => {
    for (const [number, since] of missing)
      if (now - since > LONGEST_TRANSACTION_MS || missing.size > MAX_MISSING) missing.delete(number);
  };

  // Transactions that are under way now are found by the gaps that they leave in the latest rows.
  const latest = await db.select({ sequence }).from(outboxTable).orderBy(desc(sequence)).limit(BATCH);
  last = (latest.at(-1)?.sequence ?? 1) - 1;
  for (const row of latest.toReversed()) note(row.sequence, performance.now());

  return async () => {
    const now = performance.now();
    const isNew = gt(sequence, last);
    const rows = await db
      .select({ sequence, type, subjectId })
      .from(outboxTable)
      .where(missing.size === 0 ? isNew : or(isNew, inArray(sequence, [...missing.keys()])))
      .orderBy(asc(sequence))
      .limit(BATCH);
    for (const row of rows) note(row.sequence, now);
    forgetOld(now);
    return rows;
  };
}
