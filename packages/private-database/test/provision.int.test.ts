import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrivateDatabase } from '../src/private-database.ts';
import { dropDatabase, provisionDatabase } from '../src/provision.ts';
import { clear, scratchFolder, sql, start } from './scratch.ts';

const dataDir = scratchFolder();
let database: PrivateDatabase;
beforeAll(async () => {
  database = await start(dataDir);
});
afterAll(async () => {
  await database.stop();
  await clear(dataDir);
});

describe('provisionDatabase', () => {
  it('lets the service read and write rows, and only the migrator change the schema', async () => {
    const { url, migrationUrl } = await provisionDatabase(database.rootUrl, 'shop_rights');
    await sql(
      migrationUrl,
      'CREATE TABLE note (id INT PRIMARY KEY, text VARCHAR(20))',
      'ALTER TABLE note ADD COLUMN seen INT',
    );
    await sql(url, "INSERT INTO note VALUES (1, 'a', 0)", 'UPDATE note SET seen = 1', "SELECT GET_LOCK('relay', 0)");
    expect(await sql(url, 'SELECT seen FROM note')).toEqual([{ seen: 1 }]);
    for (const statement of [
      'CREATE TABLE other (id INT)',
      'ALTER TABLE note DROP COLUMN seen',
      'DROP TABLE note',
      'TRUNCATE TABLE note',
      'CREATE INDEX i ON note (text)',
    ]) {
      await expect(sql(url, statement), statement).rejects.toThrow('command denied');
    }
  });

  it('keeps the users of one database out of every other', async () => {
    const { url, migrationUrl } = await provisionDatabase(database.rootUrl, 'shop_a');
    const other = await provisionDatabase(database.rootUrl, 'shopxa');
    await sql(other.migrationUrl, 'CREATE TABLE secret (id INT)');
    for (const from of [url, migrationUrl])
      await expect(sql(from, 'SELECT * FROM shopxa.secret')).rejects.toThrow('denied');
    await expect(sql(migrationUrl, 'CREATE DATABASE more')).rejects.toThrow('Access denied');
  });

  it('gives the same addresses again and keeps the rows', async () => {
    const first = await provisionDatabase(database.rootUrl, 'shop_again');
    await sql(first.migrationUrl, 'CREATE TABLE note (id INT)', 'INSERT INTO note VALUES (1)');
    expect(await provisionDatabase(database.rootUrl, 'shop_again')).toEqual(first);
    expect(await sql(first.url, 'SELECT id FROM note')).toEqual([{ id: 1 }]);
  });

  it('makes databases at the same time', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) => provisionDatabase(database.rootUrl, `shop_many_${index}`)),
    );
    for (const { url } of made) expect(await sql(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('removes a database with its users', async () => {
    const { url } = await provisionDatabase(database.rootUrl, 'shop_gone');
    await dropDatabase(database.rootUrl, 'shop_gone');
    await dropDatabase(database.rootUrl, 'shop_gone');
    await expect(sql(url, 'SELECT 1')).rejects.toThrow('Access denied');
  });

  it('refuses names that would need quoting', async () => {
    for (const name of ['', 'Shop', 'a`b', "a'b", 'a-b', '1a', 'a'.repeat(49)]) {
      await expect(provisionDatabase(database.rootUrl, name)).rejects.toThrow('cannot name a database');
    }
  });
});
