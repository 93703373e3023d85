import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateDatabase } from '@storegraph/private-database/private-database';
import type { TestProject } from 'vitest/node';

/** Starts the run's own MariaDB, and removes it with all data at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'storegraph-test-'));
  const server = await startPrivateDatabase({ dataDir: folder, durable: false });
  project.provide('databaseServerUrl', server.rootUrl);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
