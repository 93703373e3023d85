import type { DemoSeed } from '@storegraph/demo-shop/seed';
import { defineService } from '@storegraph/subgraph-kit/service/service';
import { auditInventory } from './audit.ts';
import * as seed from './seed.ts';
import { startInventorySubgraph } from './server.ts';
import { inventorySettings } from './settings.ts';

export const inventory = defineService({
  name: 'inventory',
  port: 4002,
  settings: inventorySettings,
  start: startInventorySubgraph,
  seed: ({ db }): DemoSeed => ({
    isSeeded: () => seed.isSeeded(db),
    categories: (categories) => seed.seedCategories(db, categories),
    products: (products) => seed.seedProducts(db, products),
    orders: (orders) => seed.seedOrders(db, orders),
    stockMovements: (movements) => seed.seedStockMovements(db, movements),
    stockLevels: (levels) => seed.seedStockLevels(db, levels),
  }),
  audit: auditInventory,
});
