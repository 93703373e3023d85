import { z } from 'zod';
import { portSetting, readEnv, subgraphSettings, type EnvSource } from '@storegraph/subgraph-kit/env';

/** Settings of the service, from the environment. */
export const readInventoryEnv = (source: EnvSource = process.env) =>
  readEnv(
    z.object({
      ...subgraphSettings,
      PORT: portSetting(4002),
      /** ISO 4217: the one currency that the shop sells in. */
      SHOP_CURRENCY: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD').default('USD'),
      /** A variant with this many units available or fewer is reported as low. */
      LOW_STOCK_THRESHOLD: z.coerce.number().int().min(0).default(5),
    }),
    source,
  );
