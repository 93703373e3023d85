import { z } from 'zod';
import {
  currencySetting,
  numberSetting,
  portSetting,
  readEnv,
  subgraphSettings,
  type EnvSource,
} from '@storegraph/subgraph-kit/service/env';

const settings = z.object({
  ...subgraphSettings,
  PORT: portSetting(4003),
  /** `http://inventory:4002` */
  INVENTORY_URL: z.url({ error: 'is missing or not an address' }),
  /** `http://payment:4004` */
  PAYMENT_URL: z.url({ error: 'is missing or not an address' }),
  /** How long an unpaid order holds its stock. */
  ORDER_HOLD_MINUTES: numberSetting(z.number().positive().max(10_080)).default(15),
  /** Unpaid orders that a shopper may have at once; 0 for any number. */
  SHOPPER_MAX_UNPAID_ORDERS: numberSetting(z.int().min(0)).default(5),
  /** Units of one variant that a shopper's unpaid orders may hold; 0 for any number. */
  SHOPPER_MAX_HELD_UNITS: numberSetting(z.int().min(0)).default(20),
  SHOP_CURRENCY: currencySetting(),
});

export const readOrderEnv = (source: EnvSource = process.env) => readEnv(settings, source);
