import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { startSubgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { onTestFinished, expect, it } from 'vitest';
import { owners, policy } from './policy.ts';
import { resolvers } from './resolvers/resolvers.ts';

it('does not start with a new field that has no row', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'policy-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const schemaFile = pathToFileURL(join(directory, 'schema.graphql'));
  const sdl = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
  await writeFile(schemaFile, `${sdl}\nextend type ProductVariant { costPrice: Money }`);

  const starting = startSubgraph({
    name: 'inventory',
    schemaFile,
    resolvers,
    policy,
    owners,
    createContext: (request) => request,
    log: createLogger('inventory', 'silent'),
    checkReady: async () => {},
    stop: async () => {},
  });
  await expect(starting).rejects.toThrow('ProductVariant.costPrice has no rule');
});
