import { z } from 'zod';
import {
  numberSetting,
  portSetting,
  readEnv,
  secretSetting,
  subgraphSettings,
  type EnvSource,
} from '@storegraph/subgraph-kit/service/env';

/** How long an attempt may be confirmed. */
export const windowSetting = () => numberSetting(z.number().min(0.1).max(3_600)).default(15);

const settings = z.object({
  ...subgraphSettings,
  PORT: portSetting(4004),
  PAYMENT_WINDOW_SECONDS: windowSetting(),
  /** How long a provider may take to answer; less than the 5 s that the router waits for us. */
  PAYMENT_PROVIDER_TIMEOUT_MS: numberSetting(z.int().min(10).max(4_000)).default(3_000),
  /** The provider signs its webhooks with it. */
  PAYMENT_WEBHOOK_SECRET: secretSetting(),
  /** Where the built-in test provider sends its webhooks: the router's `/webhooks/test`. */
  TEST_PROVIDER_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'must begin with http:// or https://' }).optional(),
});

export const readPaymentEnv = (source: EnvSource = process.env) => readEnv(settings, source);
