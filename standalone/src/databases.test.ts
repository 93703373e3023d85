import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { obtainDatabases } from './databases.ts';

it('says which data folder cannot be written, and what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storegraph-data-'));
  await writeFile(join(folder, 'file'), '');
  const failure = await obtainDatabases(null, join(folder, 'file'), () => {}).catch(String);
  await rm(folder, { recursive: true });
  expect(failure).toContain(`StartError: The data folder ${join(folder, 'file')} cannot be written`);
  expect(failure).toContain('DATA_DIR=');
});
