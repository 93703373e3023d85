import { expect, it } from 'vitest';
import { z } from 'zod';
import { EnvError, readEnv, subgraphSettings } from './env.ts';

it('tells every problem at once', () => {
  const read = () => readEnv(z.object(subgraphSettings), { DATABASE_URL: 'postgres://x', INTERNAL_SECRET: 'short', LOG_LEVEL: '' });
  expect(read).toThrow(EnvError);
  expect(read).toThrow(/DATABASE_URL: must begin with mysql:\/\/[^]*INTERNAL_SECRET: needs at least 32 characters/);
});

it('reads a secret from a file, and says when it cannot', () => {
  const schema = z.object({ LICENSE: z.string() });
  expect(readEnv(schema, { LICENSE_FILE: new URL('./common.graphql', import.meta.url).pathname }).LICENSE).toContain('scalar DateTime');
  expect(() => readEnv(schema, { LICENSE_FILE: '/nowhere/at/all' })).toThrow('LICENSE_FILE: cannot read /nowhere/at/all');
});
