import { findServer, type ServerProgram } from './find-server.ts';

/**
 * Finds a database server.
 *
 * @returns the server
 * @throws Error naming the command that installs one on this system
 */
export async function obtainServer(_onProgress: (line: string) => void): Promise<ServerProgram> {
  const server = await findServer();
  if (server === null) throw new Error('No MariaDB or MySQL server is installed. Install one: apt-get install -y mariadb-server');
  return server;
}
