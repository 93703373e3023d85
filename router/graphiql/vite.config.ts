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
  },
});
