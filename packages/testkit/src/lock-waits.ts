import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@storegraph/subgraph-kit/database/database';
import { inject } from 'vitest';

const PATIENCE_MS = 2_500;
// The server shows its transactions as they were at the last look, until 100 ms have passed without a look.
const LOOK_EVERY_MS = 120;

/**
 * Resolves as soon as some statement in a database waits for a lock: a barrier for tests of what happens while it does.
 *
 * @param url - of the database
 * @throws Error when none does before the server would give up waiting
 */
export async function untilLockIsAwaited(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  // Only an administrator sees the transactions of others.
  const server = await openDatabase(inject('databaseServerUrl'), { connections: 1 });
  try {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_EVERY_MS)) {
      const [waiting] = await server.db.execute(`
        select 1 from information_schema.innodb_trx trx join information_schema.processlist process on process.id = trx.trx_mysql_thread_id
        where trx.trx_state = 'LOCK WAIT' and process.db = '${name}'`);
      if ((waiting as unknown as unknown[]).length > 0) return;
    }
    throw new Error(`No statement in ${name} waits for a lock`);
  } finally {
    await server.close();
  }
}
