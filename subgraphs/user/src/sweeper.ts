import type { Db } from '@storegraph/subgraph-kit/database';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { forgetDeliveredEvents } from '@storegraph/subgraph-kit/outbox';
import { startWorker, type Worker } from '@storegraph/subgraph-kit/worker';
import { forgetExpiredSessions } from './db/session-store.ts';

const HOUR_MS = 3_600_000;

/** Forgets what nobody needs any more: sessions and tokens that ran out, and events delivered long ago. */
export const startSweeper = (db: Db, log: Logger): Worker =>
  startWorker({
    name: 'sweeper',
    everyMs: HOUR_MS,
    log,
    run: async () => {
      await forgetDeliveredEvents(db);
      return forgetExpiredSessions(db);
    },
  });
