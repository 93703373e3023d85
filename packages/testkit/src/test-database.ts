import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { dropDatabase, provisionDatabase } from '@storegraph/private-database/provision';
import { openDatabase, type Database } from '@storegraph/subgraph-kit/database/database';
import { migrateDatabase } from '@storegraph/subgraph-kit/database/migrate';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Administrator's address of the run's database server; `global-setup.ts` provides it. */
    databaseServerUrl: string;
  }
}

/** A database that belongs to one test file. */
export type TestDatabase = {
  /** For the service under test: rows only. */
  readonly url: string;
  /** May change tables. */
  readonly migrationUrl: string;
  readonly database: Database;
  /** SQL of every statement run through `database`, in order. Empty it (`length = 0`) before you count. */
  readonly statements: string[];
  /** Closes the pool and drops the database. */
  close(): Promise<void>;
};

/** Makes an empty database with its users on the run's server. */
export async function createTestDatabase(): Promise<{ url: string; migrationUrl: string; drop: () => Promise<void> }> {
  const server = inject('databaseServerUrl');
  const name = `t${randomBytes(6).toString('hex')}`;
  const urls = await provisionDatabase(server, name);
  return { ...urls, drop: () => dropDatabase(server, name) };
}

/**
 * Makes a database, migrates it, and opens it as the service would.
 * @param migrations - drizzle-kit's output folder, as `new URL('../migrations', import.meta.url)`
 */
export async function openTestDatabase(
  migrations: URL,
  options: { readonly connections?: number } = {},
): Promise<TestDatabase> {
  const { url, migrationUrl, drop } = await createTestDatabase();
  await migrateDatabase(migrationUrl, fileURLToPath(migrations));
  const statements: string[] = [];
  const database = await openDatabase(url, {
    connections: options.connections ?? 10,
    onStatement: (statement) => void statements.push(statement),
  });
  return {
    url,
    migrationUrl,
    database,
    statements,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}
