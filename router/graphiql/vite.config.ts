import { defineConfig } from 'vite';

// Vite reads its configuration from the default export.
export default defineConfig({
  base: '/graphiql/',
  build: {
    outDir: '../dist/graphiql',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // The editor is large by nature, and loaded by developers only.
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: {
      // Libraries mark files for React's server components, which a page without a server part may ignore.
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
});
