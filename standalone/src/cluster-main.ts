import { startCluster } from './cluster.ts';
import { openShop } from './open-shop.ts';
import { services } from './services.ts';

await openShop(`${services.length + 1} processes`, (settings, { databases, secrets }) =>
  startCluster({
    ...settings,
    databases: databases.urls,
    secrets,
    isKeptUp: true,
    onLine: (service, line) => console.log(`${service.padEnd(9)} | ${line}`),
  }),
);
