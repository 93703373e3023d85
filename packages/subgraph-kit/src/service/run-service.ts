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
const REPEAT_MS = 250;

/**
 * Runs a service until SIGTERM or SIGINT, or until the process that started it closes their channel or is gone; then
 * stops it cleanly. A second signal, a quarter of a second later or more, ends it at once, as 15 s do; so does one that
 * comes before the service has started, by way of `process.exit`, so that what was started for it until then can end
 * too. An error that nobody took is told, and stops it as a signal does, with exit code 1: who runs it starts it again. Settings
 * that do not fit, and every other failure to start, are told in words, with exit code 1.
 * @param start - starts the service and returns how to stop it
 */
export async function runService(start: () => Promise<{ stop(): Promise<void> }>): Promise<void> {
  let end = (code: number): void => process.exit(code);
  let onSignal = (signal: NodeJS.Signals): void => end(128 + constants.signals[signal]);
  process.on('SIGTERM', (signal) => onSignal(signal));
  process.on('SIGINT', (signal) => onSignal(signal));
  process.once('disconnect', () => onSignal('SIGTERM'));
  // Rejections that nobody took come here, too.
  process.on('uncaughtException', (error) => {
    console.error(describeError(error));
    end(1);
  });
  try {
    armCrash(readCrashMoment());
    const service = await start();
    let stoppingSince: number | null = null;
    end = (code) => {
      if (stoppingSince !== null) return;
      stoppingSince = performance.now();
      setTimeout(() => process.exit(1), FORCE_EXIT_MS).unref();
      service.stop().then(
        () => process.exit(code),
        (error: unknown) => {
          console.error(describeError(error));
          process.exit(1);
        },
      );
    };
    onSignal = () => {
      if (stoppingSince !== null && performance.now() - stoppingSince >= REPEAT_MS) process.exit(1);
      end(0);
    };
  } catch (error) {
    console.error(error instanceof EnvError || error instanceof StartError ? error.message : describeError(error));
    process.exit(1);
  }
}
