import { createHmac } from 'node:crypto';
import { type Connection, createConnection } from 'mysql2/promise';

/** The two ways into a provisioned database. */
export type ProvisionedDatabase = {
  /** For the running service: reads and writes rows, cannot change the schema. */
  readonly url: string;
  /** For migrations: may do everything within this one database. */
  readonly migrationUrl: string;
};

/**
 * Makes a database with its two users, or brings an existing one to the same state. The users' passwords are derived
 * from the root password (HMAC-SHA-256, RFC 2104), so that each start gives the same addresses without keeping them
 * anywhere; the root password cannot be computed back from them.
 *
 * @param rootUrl - of a private database, whose root password is random
 * @param name - of the database and its user: lower-case letters, digits and `_`, at most 48 characters
 * @returns the addresses, `mysql://user:password@127.0.0.1:port/name`
 */
export async function provisionDatabase(rootUrl: string, name: string): Promise<ProvisionedDatabase> {
  requireName(name);
  const migrator = migratorOf(name);
  // In a grant `_` stands for any character: unescaped, `shop_a` would open `shopxa` too.
  const scope = `\`${name.replaceAll('_', '\\_')}\`.*`;
  await asRoot(rootUrl, async (connection) => {
    await connection.query(
      `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    );
    for (const [user, rights] of [
      [name, 'SELECT, INSERT, UPDATE, DELETE'],
      [migrator, 'ALL PRIVILEGES'],
    ] as const) {
      const password = passwordOf(rootUrl, user);
      await connection.query(`CREATE USER IF NOT EXISTS '${user}'@'%' IDENTIFIED BY '${password}'`);
      await connection.query(`ALTER USER '${user}'@'%' IDENTIFIED BY '${password}'`);
      await connection.query(`GRANT ${rights} ON ${scope} TO '${user}'@'%'`);
    }
  });
  return { url: urlFor(rootUrl, name, name), migrationUrl: urlFor(rootUrl, migrator, name) };
}

/**
 * Removes a database with its two users. Nothing happens when it does not exist.
 *
 * @param rootUrl - of a private database
 * @param name - as given to {@link provisionDatabase}
 */
export async function dropDatabase(rootUrl: string, name: string): Promise<void> {
  requireName(name);
  await asRoot(rootUrl, async (connection) => {
    await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
    await connection.query(`DROP USER IF EXISTS '${name}'@'%', '${migratorOf(name)}'@'%'`);
  });
}

async function asRoot(rootUrl: string, work: (connection: Connection) => Promise<void>): Promise<void> {
  const connection = await createConnection({ uri: rootUrl, connectTimeout: 5_000 });
  try {
    await work(connection);
  } finally {
    await connection.end();
  }
}

function urlFor(rootUrl: string, user: string, database: string): string {
  const url = new URL(rootUrl);
  url.username = user;
  url.password = passwordOf(rootUrl, user);
  url.pathname = `/${database}`;
  return url.href;
}

function passwordOf(rootUrl: string, user: string): string {
  return createHmac('sha256', decodeURIComponent(new URL(rootUrl).password))
    .update(user)
    .digest('base64url');
}

function migratorOf(name: string): string {
  return `${name}_migrator`;
}

// Names go into statements that take no parameters.
function requireName(name: string): void {
  if (!/^[a-z][a-z0-9_]{0,47}$/.test(name)) {
    throw new Error(
      `"${name}" cannot name a database: lower-case letters, digits and _ only, a letter first, at most 48 characters.`,
    );
  }
}
