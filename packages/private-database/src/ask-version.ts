import { createConnection, type RowDataPacket } from 'mysql2/promise';

/**
 * Asks a server on loopback for its version, which is also the question whether it is up.
 *
 * @param port - its port
 * @param rootPassword - the password of `root`
 * @returns the version, or `null` while no server accepts this password
 */
export async function askVersion(port: number, rootPassword: string): Promise<string | null> {
  try {
    const connection = await createConnection({
      host: '127.0.0.1',
      port,
      user: 'root',
      password: rootPassword,
      connectTimeout: 2_000,
    });
    try {
      const [rows] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
      return String(rows[0]?.['version']);
    } finally {
      connection.destroy();
    }
  } catch {
    return null;
  }
}
