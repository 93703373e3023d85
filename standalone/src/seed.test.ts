import { expect, it } from 'vitest';
import type { DatabaseUrl } from './databases.ts';
import { migrateAll } from './seed.ts';
import { recordOf, subgraphNames } from './services.ts';

it('names the database that cannot be reached, without its password', async () => {
  const nowhere: DatabaseUrl = { url: '', migrationUrl: 'mysql://shop:velvet@127.0.0.1:1/shelf' };
  const failure = await migrateAll(recordOf(subgraphNames.map((name) => [name, nowhere]))).catch(String);
  expect(failure).toMatch(/^StartError: The database of \w+ \(127\.0\.0\.1:1\/shelf\) cannot be used: .*ECONNREFUSED/);
  expect(failure).not.toContain('velvet');
});
