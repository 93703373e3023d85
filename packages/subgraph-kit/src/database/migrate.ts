import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/mysql2';
import { migrate } from 'drizzle-orm/mysql2/migrator';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import type { Db } from './database.ts';

const LOCK_SECONDS = 120;

/**
 * Brings a database to the newest migration. Several replicas may call it at once: one works, the others wait and find
 * nothing to do.
 * @param url - an account that may change tables
 * @param folder - drizzle-kit's output folder
 */
export async function migrateDatabase(url: string, folder: string): Promise<void> {
  const connection = await mysql.createConnection({ uri: url, timezone: 'Z', charset: 'utf8mb4_unicode_ci' });
  try {
    const [rows] = await connection.query<RowDataPacket[]>(
      "SELECT GET_LOCK(CONCAT(DATABASE(), '.migrate'), ?) AS held",
      [LOCK_SECONDS],
    );
    if (rows[0]?.['held'] !== 1)
      throw new Error(`Another process has been migrating this database for ${LOCK_SECONDS} s`);
    await migrate(drizzle(connection), { migrationsFolder: folder });
  } finally {
    await connection.end();
  }
}

/**
 * Makes sure that the database has every migration that this code knows.
 * @throws Error telling how many are missing
 */
export async function assertMigrated(db: Db, folder: string): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder: folder }).length;
  const applied = await db
    .select({ count: sql<number>`count(*)` })
    .from(sql`__drizzle_migrations`)
    .then(
      ([row]) => row?.count ?? 0,
      // No such table: nothing was ever migrated.
      () => 0,
    );
  if (applied < known)
    throw new Error(
      `The database lacks ${known - applied} of ${known} migrations: set MIGRATION_DATABASE_URL, or migrate it first`,
    );
}
