import { z } from 'zod';
import { currencySetting, portSetting, readEnv, subgraphSettings, type EnvSource } from '@storegraph/subgraph-kit/env';

const settings = z.object({
  ...subgraphSettings,
  PORT: portSetting(4003),
  /** `http://inventory:4002` */
  INVENTORY_URL: z.url({ error: 'is missing or not an address' }),
  /** `http://payment:4004` */
  PAYMENT_URL: z.url({ error: 'is missing or not an address' }),
  /** How long an unpaid order holds its stock. */
  ORDER_HOLD_MINUTES: z.coerce.number().positive().max(10_080).default(15),
  SHOP_CURRENCY: currencySetting(),
});

export const readOrderEnv = (source: EnvSource = process.env) => readEnv(settings, source);
