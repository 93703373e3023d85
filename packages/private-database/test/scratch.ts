import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { type PrivateDatabase, removePrivateDatabase, startPrivateDatabase } from '../src/private-database.ts';

/** A new folder under the system's temporary one. */
export function scratchFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'private-database-')));
}

const started: PrivateDatabase[] = [];

/** Starts a small instance that writes its progress to `lines`. */
export async function start(dataDir: string, lines: string[] = []): Promise<PrivateDatabase> {
  const database = await startPrivateDatabase({
    dataDir,
    durable: false,
    bufferPoolMb: 16,
    onProgress: (line) => lines.push(line),
  });
  started.push(database);
  return database;
}

/** Ends whatever runs in a folder and deletes it. */
export async function clear(dataDir: string): Promise<void> {
  await Promise.all(started.splice(0).map((database) => database.stop()));
  await removePrivateDatabase(dataDir);
}

/** Runs statements one after the other; answers with the rows of the last. */
export async function sql(url: string, ...statements: string[]): Promise<RowDataPacket[]> {
  const connection = await createConnection(url);
  try {
    let rows: RowDataPacket[] = [];
    for (const statement of statements) [rows] = await connection.query<RowDataPacket[]>(statement);
    return rows;
  } finally {
    await connection.end();
  }
}

/** Starts an instance from a process of its own. */
export function startElsewhere(dataDir: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'start-fixture.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The first line that a process prints, or all it complained of when it ends without one. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let complaints = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(text.split('\n')[0] ?? ''));
    child.once('close', () => resolve(complaints));
  });
}

/** Kills a process as `kill -9` does and waits until it is gone. */
export function killHard(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
