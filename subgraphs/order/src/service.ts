import type { DemoSeed } from '@storegraph/demo-shop/seed';
import { defineService } from '@storegraph/subgraph-kit/service/service';
import { auditOrder } from './audit.ts';
import { isSeeded, seedOrders } from './seed.ts';
import { startOrderSubgraph } from './server.ts';
import { orderSettings } from './settings.ts';

export const order = defineService({
  name: 'order',
  port: 4003,
  settings: orderSettings,
  commands: ['inventory', 'payment', 'user'],
  start: startOrderSubgraph,
  seed: (database): DemoSeed => ({
    isSeeded: () => isSeeded(database.db),
    orders: (orders) => seedOrders(database, orders),
  }),
  audit: auditOrder,
});
