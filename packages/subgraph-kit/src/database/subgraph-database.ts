import { fileURLToPath } from 'node:url';
import { openDatabase, type Database, type StatementListener } from './database.ts';
import { assertMigrated, migrateDatabase } from './migrate.ts';

/** How a subgraph reaches its own database. */
export type SubgraphDatabaseOptions = {
  /** An account that reads and writes rows. */
  readonly databaseUrl: string;
  /** An account that may change tables; without it this only checks that all migrations have run. */
  readonly migrationDatabaseUrl?: string | undefined;
  /** At most as many run transactions, and as many again single statements. */
  readonly connections: number;
  readonly onStatement?: StatementListener | undefined;
};

/**
 * Opens a subgraph's database with every migration in place.
 * @param migrations - drizzle-kit's output folder, as `new URL('../migrations', import.meta.url)`
 * @throws Error when migrations are missing, or the server does not honour a setting
 */
export async function openSubgraphDatabase(options: SubgraphDatabaseOptions, migrations: URL): Promise<Database> {
  const folder = fileURLToPath(migrations);
  if (options.migrationDatabaseUrl !== undefined) await migrateDatabase(options.migrationDatabaseUrl, folder);
  const database = await openDatabase(options.databaseUrl, {
    connections: options.connections,
    ...(options.onStatement && { onStatement: options.onStatement }),
  });
  try {
    await assertMigrated(database.db, folder);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
