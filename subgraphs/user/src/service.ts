import { demoPassword } from '@storegraph/demo-shop/people';
import type { DemoSeed } from '@storegraph/demo-shop/seed';
import { defineService } from '@storegraph/subgraph-kit/service/service';
import { createUserSeed, isSeeded } from './seed.ts';
import { startUserSubgraph } from './server.ts';
import { userSettings } from './settings.ts';

export const user = defineService({
  name: 'user',
  port: 4001,
  settings: userSettings,
  start: startUserSubgraph,
  seed: ({ db }): DemoSeed => ({ ...createUserSeed(db, demoPassword), isSeeded: () => isSeeded(db) }),
  audit: async () => [],
});
