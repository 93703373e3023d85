import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../log.ts';

/** A background job that runs when woken, and now and then by itself. */
export type Worker = {
  /** Runs soon. Cheap: call it whenever there may be work. */
  wake(): void;
  /**
   * Runs in the next turn of the event loop, or after the run under way; resolves when that run has ended, whether or
   * not it failed.
   */
  runNow(): Promise<void>;
  /** Lets a running job end, and runs no more. */
  stop(): Promise<void>;
};

/**
 * Starts a worker. Runs never overlap within one worker; several processes may each run their own.
 * @param options.everyMs - pause between runs when it is not woken
 * @param options.run - returns true when more work is waiting, to be run again at once. A rejection is logged and ends
 * that run only.
 */
export function startWorker(options: {
  readonly name: string;
  readonly everyMs: number;
  readonly log: Logger;
  readonly run: () => Promise<boolean>;
}): Worker {
  let isStopped = false;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const runOnce = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      while (!isStopped && (await options.run()));
    } catch (error) {
      if (!isStopped) options.log.error({ err: error }, `${options.name} failed; it runs again`);
    }
    if (!isStopped) timer = setTimeout(() => void runNow(), options.everyMs);
  };

  const start = (): Promise<void> => {
    running = runOnce().finally(() => {
      running = null;
    });
    return running;
  };

  // A run that has begun may have missed the caller's rows, so a caller during a run gets the one after it. Callers
  // of the same turn share a run, such as all whose commits were answered by then.
  const runNow = (): Promise<void> => {
    if (isStopped) return running ?? Promise.resolve();
    next ??= (running ?? nextTurn()).then(() => {
      next = null;
      return isStopped ? undefined : start();
    });
    return next;
  };

  void runNow();
  return {
    wake: () => void runNow(),
    runNow,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
