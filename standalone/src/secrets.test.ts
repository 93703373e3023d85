import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadSecrets } from './secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('makes secrets once, and finds them again', async () => {
  const made = await loadSecrets(folder);
  expect(await loadSecrets(folder)).toEqual(made);
});

it('keeps those of an older shop, and adds what came later, for good', async () => {
  const { paymentWebhookSecret: _, secondFactorKey: _later, accessTokenKeysFile, ...older } = await loadSecrets(folder);
  await rm(accessTokenKeysFile ?? '');
  await writeFile(join(folder, 'secrets.json'), JSON.stringify(older));
  const loaded = await loadSecrets(folder);
  expect(loaded).toMatchObject(older);
  for (const later of [loaded.paymentWebhookSecret, loaded.secondFactorKey])
    expect(later.length).toBeGreaterThanOrEqual(32);
  expect(await loadSecrets(folder)).toEqual(loaded);
});

it('refuses a damaged file, and leaves it as it is', async () => {
  await writeFile(join(folder, 'secrets.json'), '{ "internalSecret": "short" }');
  await expect(loadSecrets(folder)).rejects.toThrow('is damaged');
  expect(await readFile(join(folder, 'secrets.json'), 'utf8')).toBe('{ "internalSecret": "short" }');
});
