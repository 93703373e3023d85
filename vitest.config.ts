import { defineConfig } from 'vitest/config';

const packages = '{packages,subgraphs}/*';

/** One MariaDB for the run; every test file gets a database of its own in it. */
const withDatabase = { globalSetup: ['packages/testkit/src/global-setup.ts'], testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: [`{${packages},router,standalone}/src/**/*.test.ts`, 'scripts/**/*.test.ts', 'docs/**/*.test.ts'], testTimeout: 20_000 } },
      'client',
      { test: { name: 'int', include: [`{${packages},router,standalone}/test/**/*.int.test.ts`], ...withDatabase } },
    ],
  },
});
