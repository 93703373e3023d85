import { defineConfig } from 'vitest/config';
import { isLong, timeZone } from './packages/testkit/src/env.ts';

const packages = '{packages,subgraphs}/*';

/** One MariaDB for the run; every test file gets a database of its own in it, and waits for it more than it works. */
const withDatabase = {
  globalSetup: ['packages/testkit/src/global-setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  maxWorkers: 3,
  sequence: { groupOrder: 2 },
};

/**
 * Processes, sockets and a browser on a machine that does other things, too: what fails is tried once more, and named as
 * flaky at the end of the run when it passes then (scripts/test-report.ts).
 */
const retry = 1;

/** Each kills, cuts and restarts for a minute or more: for `npm run test:long`, or by `LONG=1`. */
const slowFaults = ['e2e/src/faults/{broker,database}.e2e.ts'];

/** Needs two processes of each service. Other faults choose the shape of their shops themselves. */
const replicas = 'e2e/src/faults/replicas.e2e.ts';

/** The same files against each shape of the shop. Their hooks start shops, and their tests wait more than they work. */
const endToEnd = (mode: string) => ({
  include: ['e2e/src/**/*.e2e.ts'],
  exclude: ['e2e/src/long/**', replicas, ...(isLong() ? [] : slowFaults)],
  globalSetup: [`e2e/src/stack/${mode}/global-setup.ts`],
  setupFiles: ['e2e/src/stack/sound-after-each-file.ts'],
  testTimeout: 90_000,
  hookTimeout: 120_000,
  maxWorkers: 4,
  retry,
});

/** What `npm run test:long` alone runs. */
const long = {
  ...endToEnd('standalone'),
  include: ['e2e/src/long/**/*.e2e.ts'],
  exclude: [],
  testTimeout: 900_000,
  hookTimeout: 120_000,
  maxWorkers: 1,
};

/** Journeys in Chromium through the shop in one process. */
const inBrowser = {
  include: ['e2e/browser/**/*.browser.ts'],
  globalSetup: ['e2e/browser/global-setup.ts'],
  setupFiles: ['e2e/src/stack/sound-after-each-file.ts'],
  testTimeout: 180_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 45_000 } },
  maxWorkers: 2,
  retry,
};

// Vite would take graphql's ES modules, while Apollo's packages require its CommonJS ones: two copies that do not know
// each other's types.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: [
            `{${packages},router,standalone}/src/**/*.test.ts`,
            'packages/*/test/**/!(*.int).test.ts',
            'scripts/**/*.test.ts',
            'deploy/*.test.ts',
            'bench/harness/*.test.ts',
          ],
          env: { TZ: timeZone() },
          testTimeout: 20_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      'client',
      {
        resolve,
        test: { name: 'int', include: [`{${packages},router,standalone}/test/**/*.int.test.ts`], ...withDatabase },
      },
      { resolve, test: { name: 'e2e', ...endToEnd('standalone') } },
      { resolve, test: { name: 'e2e-cluster', ...endToEnd('cluster') } },
      // RabbitMQ between the processes.
      {
        resolve,
        test: { name: 'e2e-broker', ...endToEnd('broker'), exclude: ['e2e/src/{long,faults}/**'], maxWorkers: 2 },
      },
      // Two processes of each service.
      {
        resolve,
        test: {
          name: 'e2e-replicas',
          ...endToEnd('replicas'),
          include: ['e2e/src/*.e2e.ts', replicas],
          exclude: [],
          maxWorkers: 2,
        },
      },
      { resolve, test: { name: 'e2e-long', ...long } },
      { resolve, test: { name: 'browser', ...inBrowser } },
    ],
  },
});
