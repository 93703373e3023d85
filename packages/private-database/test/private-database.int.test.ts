import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAlive } from '../src/processes.ts';
import { removePrivateDatabase, startPrivateDatabase } from '../src/private-database.ts';
import { provisionDatabase } from '../src/provision.ts';
import { clear, firstLine, killHard, scratchFolder, sql, start, startElsewhere } from './scratch.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = scratchFolder();
});
afterEach(async () => {
  await clear(dataDir);
});

describe('startPrivateDatabase', () => {
  it('runs with the settings the shop asserts', async () => {
    const database = await start(dataDir);
    const rows = await sql(database.rootUrl, 'SHOW GLOBAL VARIABLES');
    const settings = new Map(rows.map((row) => [row['Variable_name'], row['Value']]));
    // MySQL and MariaDB call the isolation level by different names.
    expect(settings.get('transaction_isolation') ?? settings.get('tx_isolation')).toBe('READ-COMMITTED');
    expect(settings.get('time_zone')).toBe('+00:00');
    expect(settings.get('innodb_flush_log_at_trx_commit')).toBe('1');
    expect(settings.get('innodb_lock_wait_timeout')).toBe('3');
    expect(settings.get('collation_server')).toBe('utf8mb4_unicode_ci');
    expect(settings.get('bind_address')).toBe('127.0.0.1');
    expect(settings.get('sql_mode')).toContain('STRICT_TRANS_TABLES');
    await database.stop();
  });

  it('finds its data and its address again at the second start', async () => {
    const first = await start(dataDir);
    await sql(
      first.rootUrl,
      'CREATE DATABASE kept',
      'CREATE TABLE kept.note (text VARCHAR(20))',
      "INSERT INTO kept.note VALUES ('here')",
    );
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start(dataDir);
    expect(second.rootUrl).toBe(first.rootUrl);
    expect(await sql(second.rootUrl, 'SELECT text FROM kept.note')).toEqual([{ text: 'here' }]);
    await second.stop();
  });

  it('starts again when it is killed, and says so when it cannot', async () => {
    const said: string[] = [];
    const database = await startPrivateDatabase({
      dataDir,
      durable: false,
      isKeptUp: true,
      onProgress: (line) => said.push(line),
    });
    // In the way of a file that each start writes.
    mkdirSync(join(dataDir, 'init.sql'));
    process.kill(database.pid, 'SIGKILL');
    await vi.waitFor(() => expect(said).toContainEqual(expect.stringContaining('It does not start: ')), 20_000);
    rmSync(join(dataDir, 'init.sql'), { recursive: true });
    await vi.waitFor(() => expect(said).toContain('The database is back.'), 30_000);
    expect(await sql(database.rootUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.stop();
    await expect(sql(database.rootUrl, 'SELECT 1')).rejects.toThrow();
  });

  it('takes another port when its last one is in use', async () => {
    const first = await start(dataDir);
    await first.stop();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(first.port, '127.0.0.1', resolve));
    const second = await start(dataDir);
    expect(second.port).not.toBe(first.port);
    await second.stop();
    squatter.close();
  });

  it('says so when the port it must use is in use', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const address = squatter.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startPrivateDatabase({ dataDir, port })).rejects.toThrow(`Port ${port}`);
    squatter.close();
  });

  it('keeps every acknowledged row when the server is killed', async () => {
    const first = await start(dataDir);
    await sql(
      first.rootUrl,
      'CREATE DATABASE kept',
      'CREATE TABLE kept.note (id INT)',
      'INSERT INTO kept.note VALUES (1), (2), (3)',
    );
    process.kill(first.pid, 'SIGKILL');
    await first.stop();
    const second = await start(dataDir);
    expect(await sql(second.rootUrl, 'SELECT COUNT(*) AS notes FROM kept.note')).toEqual([{ notes: 3 }]);
    await second.stop();
  });

  it('stops the server that a killed process left running, and starts afresh', async () => {
    const owner = startElsewhere(dataDir);
    const left = JSON.parse(await firstLine(owner)) as { pid: number; rootUrl: string };
    await sql(left.rootUrl, 'CREATE DATABASE kept');
    await killHard(owner);
    expect(isAlive(left.pid)).toBe(true);
    const lines: string[] = [];
    const database = await start(dataDir, lines);
    expect(isAlive(left.pid)).toBe(false);
    expect(lines.join('\n')).toContain(`process ${left.pid}`);
    expect(await sql(database.rootUrl, "SHOW DATABASES LIKE 'kept'")).toHaveLength(1);
    await database.stop();
  });

  it('ends the server when its process exits without stopping it', async () => {
    const owner = startElsewhere(dataDir);
    const left = JSON.parse(await firstLine(owner)) as { pid: number };
    owner.kill('SIGTERM');
    await expect.poll(() => isAlive(left.pid), { timeout: 5_000 }).toBe(false);
  });

  it('refuses a second start on the folder and names the owner', async () => {
    const database = await start(dataDir);
    await expect(start(dataDir)).rejects.toThrow(`in use by process ${process.pid}`);
    expect(await firstLine(startElsewhere(dataDir))).toContain(`in use by process ${process.pid}`);
    await expect(removePrivateDatabase(dataDir)).rejects.toThrow('in use');
    await database.stop();
  });

  it('lets exactly one of several starts at once win', async () => {
    writeFileSync(join(dataDir, 'owner.lock'), JSON.stringify({ pid: 2 ** 22 + 1, started: '1', nonce: 'stale' }));
    const starters = [1, 2, 3, 4].map(() => startElsewhere(dataDir));
    const answers = await Promise.all(starters.map(firstLine));
    expect(answers.filter((answer) => answer.startsWith('{'))).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes('in use by process'))).toHaveLength(3);
    await Promise.all(starters.filter(({ exitCode }) => exitCode === null).map(killHard));
  });

  it('ignores a lock whose process id now belongs to another process', async () => {
    writeFileSync(
      join(dataDir, 'owner.lock'),
      JSON.stringify({ pid: process.pid, started: 'long ago', nonce: 'stale' }),
    );
    const database = await start(dataDir);
    await database.stop();
  });

  it('starts after a kill in the middle of the first install', async () => {
    const owner = startElsewhere(dataDir);
    while (!readdirSync(dataDir).some((name) => name.startsWith('data.installing'))) await sleep(5);
    await sleep(100);
    await killHard(owner);
    expect(existsSync(join(dataDir, 'data'))).toBe(false);
    const database = await start(dataDir);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('data.installing'))).toEqual([]);
    await database.stop();
  });

  it('names the folder, the log and the way out when the data is damaged', async () => {
    await (await start(dataDir)).stop();
    writeFileSync(join(dataDir, 'data', 'ibdata1'), Buffer.alloc(1_000, 7));
    const failure = await start(dataDir).catch(String);
    expect(failure).toContain(dataDir);
    expect(failure).toContain('InnoDB');
    expect(failure).toContain('npm start -- --reset');
  });

  it('does not replace system files that have gone', async () => {
    await (await start(dataDir)).stop();
    rmSync(join(dataDir, 'data', 'ibdata1'));
    await expect(start(dataDir)).rejects.toThrow('ibdata1 missing');
    expect(existsSync(join(dataDir, 'data', 'ibdata1'))).toBe(false);
  });

  it('keeps the password to its owner, and starts when the file is lost', async () => {
    const first = await start(dataDir);
    const path = join(dataDir, 'credentials.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).not.toContain('init.sql');
    await expect(sql(first.rootUrl.replace(/:[^:@]+@/, ':@'), 'SELECT 1')).rejects.toThrow('Access denied');
    await first.stop();
    rmSync(path);
    const second = await start(dataDir);
    expect(second.rootUrl).not.toBe(first.rootUrl);
    expect(readFileSync(path, 'utf8')).toContain(new URL(second.rootUrl).password);
    await second.stop();
  });

  it('works in a folder whose path has blanks, quotes and letters of other alphabets', async () => {
    const database = await start(join(dataDir, "Ada's shop $HOME äöü"));
    expect(await sql(database.rootUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.stop();
  });

  it('works in a folder deeper than a socket address can be', async () => {
    const deep = join(dataDir, 'a'.repeat(120));
    const database = await start(deep);
    expect(await sql(database.rootUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const { url } = await provisionDatabase(database.rootUrl, 'deep');
    expect(await sql(`${url}?socketPath=${database.socketPath}`, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await expect(sql(`${url}?socketPath=${database.socketPath}-elsewhere`, 'SELECT 1 AS one')).rejects.toThrow(
      'ENOENT',
    );
    await database.stop();
  });
});
