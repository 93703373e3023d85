import { startCluster } from './cluster.ts';
import { openShop } from './open-shop.ts';

await openShop('five processes', (settings, { databases, secrets }) =>
  startCluster({
    ...settings,
    databases: databases.urls,
    secrets,
    onLine: (service, line) => console.log(`${service.padEnd(9)} | ${line}`),
  }),
);
