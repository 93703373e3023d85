import type { Db } from './database.ts';
import type { Logger } from './log.ts';
import { startWorker, type Worker } from './worker.ts';

const EVERY_MS = 600_000;

/**
 * Forgets what is too old to be asked for, every ten minutes.
 * @param chores - each deletes some rows and is quick: `forgetOldKeys`, `forgetDeliveredEvents`, ...
 */
export const startHousekeeping = (db: Db, log: Logger, chores: readonly ((db: Db) => Promise<void>)[]): Worker =>
  startWorker({
    name: 'housekeeping',
    everyMs: EVERY_MS,
    log,
    run: async () => {
      for (const chore of chores) await chore(db);
      return false;
    },
  });
