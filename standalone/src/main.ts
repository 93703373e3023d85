import { createLogger } from '@storegraph/subgraph-kit/log';
import { openShop } from './open-shop.ts';
import { startShop } from './shop.ts';

await openShop('one process', (settings, { databases, secrets }) =>
  startShop({ ...settings, databases: databases.urls, secrets, log: createLogger('storegraph', settings.logLevel) }),
);
