import { z } from 'zod';
import { portSetting, readEnv, subgraphSettings, type EnvSource } from '@storegraph/subgraph-kit/env';

const settings = z.object({
  ...subgraphSettings,
  PORT: portSetting(4004),
  /** How long an attempt may be confirmed. */
  PAYMENT_WINDOW_SECONDS: z.coerce.number().min(0.1).max(3_600).default(15),
});

export const readPaymentEnv = (source: EnvSource = process.env) => readEnv(settings, source);
