import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { afterEach, expect, it, vi } from 'vitest';
import { generateAccessTokenKeys } from './access-token-keys.ts';
import { followKeyFile } from './key-file.ts';

const log = createLogger('user', 'silent');
const folder = await mkdtemp(join(tmpdir(), 'keys-'));
const file = join(folder, 'keys.json');
const stops: (() => void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await rm(folder, { recursive: true, force: true });
});

it('takes keys over as the file changes, and keeps the last while it holds none', async () => {
  const [before, after] = [await generateAccessTokenKeys(), await generateAccessTokenKeys()];
  const failures = vi.spyOn(log, 'error');
  const { current, stop } = followKeyFile(file, before, log);
  stops.push(stop);
  expect(current()).toBe(before);
  await writeFile(file, '{"keys":[]}');
  await vi.waitUntil(() => failures.mock.calls.length > 0, { timeout: 10_000 });
  expect(current()).toBe(before);
  await writeFile(file, JSON.stringify(after));
  await vi.waitUntil(() => current() !== before, { timeout: 10_000 });
  expect(current()).toEqual(after);
});
