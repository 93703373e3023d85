import { constants } from 'node:os';
import { armCrash } from '../crash-points.ts';
import { describeError } from '../describe-error.ts';
import { EnvError, readCrashMoment } from './env.ts';

/** A service cannot start, for a reason that its message tells in full: no stack is printed. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const FORCE_EXIT_MS = 15_000;
// One Ctrl-C may reach a process by several ways: from the terminal, and from those above it.
const REPEAT_MS = 1_000;

/**
 * Runs a service until SIGTERM or SIGINT, or until the process that started it closes their channel or is gone; then
 * stops it cleanly. A second signal, a second later or more, ends it at once, as 15 s do; so does one that comes before
 * the service has started, by way of `process.exit`, so that what was started for it until then can end too. Settings
 * that do not fit, and every other failure to start, are told in words, with exit code 1.
 * @param start - starts the service and returns how to stop it
 */
export async function runService(start: () => Promise<{ stop(): Promise<void> }>): Promise<void> {
  let onSignal = (signal: NodeJS.Signals): void => process.exit(128 + constants.signals[signal]);
  process.on('SIGTERM', (signal) => onSignal(signal));
  process.on('SIGINT', (signal) => onSignal(signal));
  process.once('disconnect', () => onSignal('SIGTERM'));
  try {
    armCrash(readCrashMoment());
    const service = await start();
    let stoppingSince: number | null = null;
    onSignal = () => {
      if (stoppingSince !== null) {
        if (performance.now() - stoppingSince >= REPEAT_MS) process.exit(1);
        return;
      }
      stoppingSince = performance.now();
      setTimeout(() => process.exit(1), FORCE_EXIT_MS).unref();
      service.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(describeError(error));
          process.exit(1);
        },
      );
    };
  } catch (error) {
    console.error(error instanceof EnvError || error instanceof StartError ? error.message : describeError(error));
    process.exit(1);
  }
}
