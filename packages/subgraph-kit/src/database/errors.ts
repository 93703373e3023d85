import { setTimeout as sleep } from 'node:timers/promises';

const DUPLICATE_KEY = 1062;
// Deadlock, lock wait timeout, and MariaDB's "record has changed since last read".
const TRANSIENT = new Set([1213, 1205, 1020]);

/**
 * The server's error number behind an error, or null when the server said nothing (a timeout, a broken connection).
 * Drizzle wraps the driver's error as `cause`; the number is the same on MariaDB and MySQL, the symbolic code is not.
 */
export function errnoOf(error: unknown): number | null {
  for (let current: unknown = error; current instanceof Error; current = current.cause)
    if ('errno' in current && typeof current.errno === 'number' && 'sqlState' in current) return current.errno;
  return null;
}

/**
 * The name of the unique key that a statement ran into, or null for every other error.
 * @example `if (duplicateKeyOf(error) === 'user_email_unique') return refuse({ kind: 'emailTaken' })`
 */
export function duplicateKeyOf(error: unknown): string | null {
  if (errnoOf(error) !== DUPLICATE_KEY) return null;
  for (let current: unknown = error; current instanceof Error; current = current.cause)
    // The server's own words, and their end: before it they quote the value, and drizzle's quote the statement.
    if ('sqlState' in current) return /for key '(?:[^'.]*\.)?([^']+)'$/.exec(current.message)?.[1] ?? '';
  return '';
}

// How node and mysql2 call a server that is gone, that cannot be reached, or that says nothing in time.
const UNANSWERED = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
]);
// Server read-only, disk or table full, a file that cannot be written, an error of the storage engine.
const REFUSED_WRITES = new Set([1290, 1836, 1021, 1114, 1026, 1030]);
// What passes by itself, or once somebody has made room: too many connections, of all or of one account, shutdown in
// progress, connection killed, statement killed or out of time, packets that did not come or go, no room for writes.
const TURNED_AWAY = new Set([1040, 1203, 1226, 1053, 1927, 1317, 1969, 3024, 1158, 1159, 1160, 1161]);

/** Tells whether the server takes no writes, as a full disk or a read-only server does. */
export function refusesWrites(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno !== null && REFUSED_WRITES.has(errno);
}

/** The database gave no answer to what came before. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/**
 * Tells whether the database cannot answer now, as opposed to one that refuses: the same again may succeed. A deadlock
 * or a wait for a lock that was lost five times is of this kind.
 */
export function isUnanswered(error: unknown): boolean {
  for (let current: unknown = error; current instanceof Error; current = current.cause)
    if (current instanceof NoAnswerError || isBroken(current)) return true;
  const errno = errnoOf(error);
  return errno !== null && (TURNED_AWAY.has(errno) || REFUSED_WRITES.has(errno) || TRANSIENT.has(errno));
}

// mysql2 says of a connection that broke between two statements nothing but that it is fatal.
const isBroken = (error: Error): boolean =>
  ('code' in error && typeof error.code === 'string' && UNANSWERED.has(error.code)) ||
  ('fatal' in error && error.fatal === true && !('sqlState' in error));

const TRIES = 5;
const BUDGET_MS = 2_000;

/**
 * Runs a whole transaction again after a deadlock or lock timeout, with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): 5 tries, 2 s in all.
 */
export async function retryTransient<Value>(attempt: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const errno = errnoOf(error);
      const isTransient = errno !== null && TRANSIENT.has(errno);
      if (!isTransient || tries === TRIES || performance.now() - startedAt > BUDGET_MS) throw error;
      await sleep(Math.random() * 25 * 2 ** tries);
    }
  }
}
