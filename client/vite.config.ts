import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const backend = 'http://localhost:4000';

// Vite reads its configuration from the default export.
export default defineConfig({
  plugins: [react()],
  build: {
    // An inlined asset is a `data:` address, which a strict content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: {
    proxy: { '/graphql': backend, '/pictures': backend },
  },
  test: {
    name: 'client',
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
  },
});
