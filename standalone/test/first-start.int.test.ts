import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { obtainDatabases, type Databases } from '../src/databases.ts';

let dataDir: string;
let running: Databases | undefined;
let said: string[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'storegraph first start '));
  said = [];
});
afterEach(async () => {
  await running?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function obtain(): Promise<Databases> {
  return (running = await obtainDatabases(null, dataDir, (line) => said.push(line)));
}

async function query(databases: Databases, statement: string): Promise<RowDataPacket[]> {
  const connection = await mysql.createConnection(databases.urls.order.migrationUrl);
  try {
    return (await connection.query<RowDataPacket[]>(statement))[0];
  } finally {
    await connection.end();
  }
}

it('makes the database of an interrupted first start anew, and keeps that of a finished one', async () => {
  const interrupted = await obtain();
  await query(interrupted, 'CREATE TABLE half_made (id INT)');
  await interrupted.stop();

  const second = await obtain();
  expect(said).toContain('The first start was interrupted: beginning anew');
  expect(await query(second, 'SHOW TABLES')).toEqual([]);
  await query(second, 'CREATE TABLE whole (id INT)');
  await second.finished();
  await second.stop();

  said = [];
  expect(await query(await obtain(), 'SHOW TABLES')).toHaveLength(1);
  expect(said).toEqual([]);
});
