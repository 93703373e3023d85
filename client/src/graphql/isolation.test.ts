import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/**
 * A document is put together when its module runs, from fragments of modules that ran before. A module that forgets to
 * import one would work on some pages and fail on others: so each is loaded here with nothing before it.
 */
const modules = import.meta.glob(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}', '!../main.tsx', '!../**/testing.tsx']);

beforeEach(() => vi.resetModules());
afterEach(() => vi.resetModules());

it.each(Object.entries(modules).filter(([path]) => !path.includes('__generated__')))(
  '%s loads alone',
  async (_path, load) => {
    await expect(load()).resolves.toBeDefined();
  },
);
