import { currencySetting, numberSetting } from '@storegraph/subgraph-kit/service/env';
import { z } from 'zod';

export const inventorySettings = {
  SHOP_CURRENCY: currencySetting().describe(
    'the one currency that the shop sells in, by its ISO 4217 code; the same for order. Inventory does not start while its database holds prices in another',
  ),
  LOW_STOCK_THRESHOLD: numberSetting(z.int().min(0))
    .default(5)
    .describe('a variant with as many units available, or fewer, is reported as low'),
};
