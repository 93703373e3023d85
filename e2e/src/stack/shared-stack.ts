import startDatabaseServer from '@storegraph/testkit/global-setup';
import type { TestProject } from 'vitest/node';
import type { Mode, ShopTimes } from './shop.ts';
import { startStack } from './start-stack.ts';

/** Starts the run's database server and the shop that its files share; the returned function stops both. */
export async function startSharedStack(
  mode: Mode,
  project: TestProject,
  times: ShopTimes = {},
): Promise<() => Promise<void>> {
  let serverUrl = '';
  const stopServer = await startDatabaseServer({
    provide: (key: 'databaseServerUrl', value: string) => {
      serverUrl = value;
      project.provide(key, value);
    },
  } as TestProject);
  const { stop, url, hasBroker, replicas, databases, secrets, subgraphUrls } = await startStack(
    mode,
    serverUrl,
    times,
  ).catch(async (error: unknown) => {
    await stopServer();
    throw error;
  });
  project.provide('shop', { mode, hasBroker, replicas, url, databases, secrets, subgraphUrls });
  return async () => {
    await stop();
    await stopServer();
  };
}
