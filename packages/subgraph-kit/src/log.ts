import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { describeError } from './describe-error.ts';

/** One JSON line per event, on standard output. */
export type Logger = PinoLogger;

/**
 * A logger that never prints secrets: tokens, cookies, passwords and addresses are cut from all that is logged, and of
 * errors all that may quote what people typed.
 * @param name - the service
 * @param level - `silent` for none
 * @param destination - takes the lines; standard output without it
 */
export function createLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    serializers: { err: (error: unknown) => describeError(error) },
    redact: {
      paths: [
        'authorization',
        'cookie',
        'password',
        'accessToken',
        'shippingAddress',
        'secret',
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.accessToken',
        '*.shippingAddress',
        '*.secret',
      ],
      censor: '[redacted]',
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
