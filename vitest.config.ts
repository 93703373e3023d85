import { defineConfig } from 'vitest/config';

const packages = '{packages,subgraphs}/*';

/** One MariaDB for the run; every test file gets a database of its own in it. */
const withDatabase = { globalSetup: ['packages/testkit/src/global-setup.ts'], testTimeout: 30_000, hookTimeout: 60_000 };

/** The same files against the shop in one process and in five. Their hooks start shops, and their tests wait more than they work. */
const endToEnd = (mode: string) => ({
  include: ['e2e/src/**/*.e2e.ts'],
  globalSetup: [`e2e/src/stack/${mode}/global-setup.ts`],
  setupFiles: ['e2e/src/stack/sound-after-each-file.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  maxWorkers: 3,
});

/** Journeys in Chromium through the shop in one process. */
const inBrowser = {
  include: ['e2e/browser/**/*.browser.ts'],
  globalSetup: ['e2e/browser/global-setup.ts'],
  setupFiles: ['e2e/src/stack/sound-after-each-file.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  maxWorkers: 2,
};

// Vite would take graphql's ES modules, while Apollo's packages require its CommonJS ones: two copies that do not know each other's types.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: 'unit', include: [`{${packages},router,standalone}/src/**/*.test.ts`, 'packages/gateway-executor/test/**/*.test.ts', 'scripts/**/*.test.ts', 'deploy/*.test.ts', 'bench/harness/*.test.ts'], testTimeout: 20_000 } },
      'client',
      { resolve, test: { name: 'int', include: [`{${packages},router,standalone}/test/**/*.int.test.ts`], ...withDatabase } },
      { resolve, test: { name: 'e2e', ...endToEnd('standalone') } },
      { resolve, test: { name: 'e2e-cluster', ...endToEnd('cluster') } },
      // With RabbitMQ between the processes.
      { resolve, test: { name: 'e2e-broker', ...endToEnd('broker') } },
      { resolve, test: { name: 'browser', ...inBrowser } },
    ],
  },
});
