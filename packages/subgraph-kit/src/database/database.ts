import { EventEmitter } from 'node:events';
import { sql } from 'drizzle-orm';
import { createPool, type PoolConnection, type QueryOptions, type QueryValues } from 'mysql2';
import { z } from 'zod';
import { aboutToCommit, begins, hasCommitted } from '../crash-points.ts';
import { drizzleOn, type Db, type Driver } from './drizzle/instance.ts';
import { errnoOf, NoAnswerError, refusesWrites, retryTransient } from './errors.ts';

export type { Db };

declare const withinTransaction: unique symbol;
/** Runs statements within one transaction. A function that takes it must not be called without one. */
export type Tx = Db & { readonly [withinTransaction]: true };

/** A subgraph's own database. */
export type Database = {
  readonly db: Db;
  /**
   * Runs `work` in one transaction, and again from its start after a deadlock or a lock timeout (5 tries, 2 s in all):
   * `work` must touch nothing but the transaction. What it throws rolls back.
   */
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /**
   * Calls the listener once after each commit of a transaction that did {@link notify} the channel, before the caller
   * of the transaction goes on.
   * @returns stops listening
   */
  listen(channel: string, listener: () => void): () => void;
  /**
   * Rejects when the database does not answer, is read-only, or has refused a write for want of room in the last
   * seconds.
   */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const notified = new WeakMap<Tx, Set<string>>();

/**
 * Tells those who listen to a channel once the transaction has committed, and nobody if it rolls back: as PostgreSQL's
 * NOTIFY, within this process.
 */
export const notify = (tx: Tx, channel: string): void => void notified.get(tx)?.add(channel);

/** Called with the SQL of each statement; for tests that count them. */
export type StatementListener = (statement: string) => void;

const ignore = (): void => {};

// Longer than innodb_lock_wait_timeout, so that a lost wait for a lock comes as the server's refusal, which is tried
// again.
const QUERY_TIMEOUT_MS = 4_000;
const CONNECT_TIMEOUT_MS = 3_000;
// A full disk takes small changes and refuses what needs room: only what was asked for tells. With the traffic away,
// nothing tells that there is room again; so it is tried.
const WRITES_REFUSED_FOR_MS = 10_000;

/**
 * Opens connections that all have the settings that the guards of stock and payment rest on.
 * @param url - `mysql://user:password@host:port/database`
 * @param options.connections - at most as many run transactions, and as many again single statements
 * @throws Error naming the setting when the server does not honour one
 */
export async function openDatabase(
  url: string,
  options: { readonly connections: number; readonly onStatement?: StatementListener },
): Promise<Database> {
  let refusedAt = -Infinity;
  const onError = (error: unknown): void => {
    if (refusesWrites(error)) refusedAt = performance.now();
  };
  const statements = openPool(url, { ...options, onError }, 'ON');
  const transactions = openPool(url, { ...options, onError }, 'OFF');
  // Tests have many relays on one database.
  const commits = new EventEmitter().setMaxListeners(0);
  const close = async (): Promise<void> => {
    await Promise.all([statements.close(), transactions.close()]);
  };
  const db = drizzleOn(
    { query: (query, values) => statements.lend((session) => session.query(query, values)) },
    options.onStatement ?? ignore,
  );
  try {
    await statements.lend(assertServerSettings);
    await transactions.lend(async (session) => {
      await assertServerSettings(session);
      await session.query('ROLLBACK');
    });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    db,
    transaction: (work) => retryTransient(() => transactions.lend((session) => inTransaction(session, work, commits))),
    listen: (channel, listener) => {
      commits.on(channel, listener);
      return () => void commits.off(channel, listener);
    },
    ping: async () => {
      const [rows] = await db.execute(sql`select @@global.read_only as readOnly`);
      if (isOn(readOnlySchema.parse(rows)[0].readOnly)) throw new Error('The database is read-only');
      if (performance.now() - refusedAt < WRITES_REFUSED_FOR_MS) throw new Error('The database refuses writes');
    },
    close,
  };
}

const SESSION_SETTINGS = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  "SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 3, sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
];

// Drizzle's `typeCast` asks of every cell whether it is a date, which `dateStrings` settles when a statement's parser
// is compiled.
const timed = (query: QueryOptions | string): QueryOptions =>
  typeof query === 'string'
    ? { sql: query, timeout: QUERY_TIMEOUT_MS }
    : { sql: query.sql, rowsAsArray: query.rowsAsArray ?? false, timeout: QUERY_TIMEOUT_MS };

/** A connection. Once its state is unknown (`isWhole` is false) it is destroyed, and never used again. */
type Session = Driver & {
  readonly autocommit: Autocommit;
  isWhole: boolean;
  /** Kept with the connection, as are the statements that are prepared on it. */
  readonly db: Db;
};

/** OFF: whatever comes after a COMMIT begins the next transaction, which needs no statement of its own then. */
type Autocommit = 'ON' | 'OFF';

/** Connections that are alike. */
type Connections = {
  lend<Value>(use: (session: Session) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
};

function openPool(
  url: string,
  {
    connections,
    onStatement,
    onError,
  }: Parameters<typeof openDatabase>[1] & { readonly onError: (error: unknown) => void },
  autocommit: Autocommit,
): Connections {
  const pool = createPool({
    uri: url,
    connectionLimit: connections,
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    // Without it a BIGINT above 2^53 is rounded in silence.
    supportBigNumbers: true,
    // Columns read their moments from text.
    dateStrings: true,
    multipleStatements: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
  });
  const sessions = new WeakMap<PoolConnection, Session>();
  let isClosed = false;
  const newSession = (connection: PoolConnection): Session => {
    const query: Driver['query'] = async (text, values) => {
      try {
        return await queryOn(connection, text, values);
      } catch (error) {
        onError(error);
        // A statement that the server refused leaves the connection whole; a timeout or a reset does not.
        if (errnoOf(error) === null) session.isWhole = false;
        throw error;
      }
    };
    const session: Session = { autocommit, isWhole: true, query, db: drizzleOn({ query }, onStatement ?? ignore) };
    sessions.set(connection, session);
    return session;
  };
  const settle = async (session: Session): Promise<void> => {
    try {
      for (const setting of [...SESSION_SETTINGS, `SET SESSION autocommit = ${autocommit}`])
        await session.query(setting);
    } catch (error) {
      session.isWhole = false;
      throw error;
    }
  };
  return {
    lend: async (use) => {
      const connection = await new Promise<PoolConnection>((resolve, reject) =>
        pool.getConnection((error, free) => (error ? reject(isClosed ? new ClosedError() : error) : resolve(free))),
      );
      const known = sessions.get(connection);
      const session = known ?? newSession(connection);
      try {
        if (known === undefined) await settle(session);
        return await use(session);
      } finally {
        if (session.isWhole) connection.release();
        else connection.destroy();
      }
    },
    close: () => {
      isClosed = true;
      return new Promise((resolve, reject) => pool.end((error) => (error ? reject(error) : resolve())));
    },
  };
}

/** The service stops: another process of it, or its next one, answers. */
class ClosedError extends NoAnswerError {
  constructor() {
    super('The connections to the database are closed');
  }
}

const queryOn = (connection: PoolConnection, query: QueryOptions | string, values?: QueryValues): Promise<unknown> =>
  new Promise((resolve, reject) =>
    connection.query(timed(query), values, (error, rows, fields) => {
      if (error) reject(error);
      else resolve([rows, fields]);
    }),
  );

async function inTransaction<Value>(
  session: Session,
  work: (tx: Tx) => Promise<Value>,
  commits: EventEmitter,
): Promise<Value> {
  const tx = session.db as Tx;
  const channels = new Set<string>();
  notified.set(tx, channels);
  begins(tx);
  let value: Value;
  try {
    value = await work(tx);
    if (!session.isWhole) throw new NoAnswerError('A statement of this transaction had no answer');
  } catch (error) {
    if (session.isWhole)
      await session.query('ROLLBACK').catch(() => {
        session.isWhole = false;
      });
    throw error;
  }
  aboutToCommit(tx);
  try {
    await session.query('COMMIT');
  } catch (error) {
    // Whether it took effect is unknown, whatever the server said.
    session.isWhole = false;
    throw error;
  }
  hasCommitted(tx);
  for (const channel of channels) commits.emit(channel);
  return value;
}

const REQUIRED_SETTINGS: Readonly<Record<string, (value: string) => boolean>> = {
  isolation: (value) => value === 'READ-COMMITTED',
  time_zone: (value) => value === '+00:00',
  sql_mode: (value) => value.includes('STRICT_ALL_TABLES') || value.includes('STRICT_TRANS_TABLES'),
  default_storage_engine: (value) => value === 'InnoDB',
  innodb_flush_log_at_trx_commit: (value) => value === '1',
  innodb_lock_wait_timeout: (value) => value === '3',
};

const readOnlySchema = z.tuple([z.object({ readOnly: z.union([z.number(), z.string()]) })]);
// Newer servers say it in words, of which there are several for yes.
const isOn = (value: string | number): boolean => !['0', 'OFF'].includes(String(value));

const variablesSchema = z.array(z.object({ Variable_name: z.string(), Value: z.string() }));

async function assertServerSettings({ db, autocommit }: Session): Promise<void> {
  const [rows] = await db.execute(sql`
    show session variables where variable_name in ('autocommit', 'tx_isolation', 'transaction_isolation', 'time_zone', 'sql_mode',
      'default_storage_engine', 'innodb_flush_log_at_trx_commit', 'innodb_lock_wait_timeout')`);
  const settings = new Map<string, string>();
  // MariaDB 10 and MySQL 8 call the isolation level by different names.
  for (const row of variablesSchema.parse(rows))
    settings.set(row.Variable_name.toLowerCase().replace(/^(tx|transaction)_isolation$/, 'isolation'), row.Value);
  const required: typeof REQUIRED_SETTINGS = { ...REQUIRED_SETTINGS, autocommit: (value) => value === autocommit };
  const wrong = Object.entries(required).filter(([name, fits]) => !fits(settings.get(name) ?? ''));
  if (wrong.length > 0)
    throw new Error(
      `The database server does not honour ${wrong.map(([name]) => `${name} (it is ${settings.get(name) ?? 'unknown'})`).join(', ')}; stock and payments would not be safe`,
    );
}
