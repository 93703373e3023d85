import { defineConfig } from 'vitest/config';

const packages = '{packages,subgraphs}/*';

/** One MariaDB for the run; every test file gets a database of its own in it. */
const withDatabase = { globalSetup: ['packages/testkit/src/global-setup.ts'], testTimeout: 30_000, hookTimeout: 60_000 };

// Vite would take graphql's ES modules, while Apollo's packages require its CommonJS ones: two copies that do not know each other's types.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: 'unit', include: [`{${packages},router,standalone}/src/**/*.test.ts`, 'scripts/**/*.test.ts', 'docs/**/*.test.ts'], testTimeout: 20_000 } },
      'client',
      { resolve, test: { name: 'int', include: [`{${packages},router,standalone}/test/**/*.int.test.ts`], ...withDatabase } },
    ],
  },
});
