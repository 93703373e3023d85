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
  PORT: portSetting(4002),
  SHOP_CURRENCY: currencySetting(),
  /** A variant with this many units available or fewer is reported as low. */
  LOW_STOCK_THRESHOLD: numberSetting(z.int().min(0)).default(5),
});

export const readInventoryEnv = (source: EnvSource = process.env) => readEnv(settings, source);
