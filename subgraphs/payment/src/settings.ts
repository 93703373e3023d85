import { numberSetting, secretSetting } from '@storegraph/subgraph-kit/service/env';
import { z } from 'zod';

export const paymentSettings = {
  PAYMENT_WINDOW_SECONDS: numberSetting(z.number().min(0.1).max(3_600))
    .default(15)
    .describe('how long an attempt may be confirmed; 0.1 to 3,600'),
  PAYMENT_PROVIDER_TIMEOUT_MS: numberSetting(z.int().min(10).max(4_000))
    .default(3_000)
    .describe('how long a provider may take to answer; 10 to 4,000, since the router waits 5 s'),
  PAYMENT_WEBHOOK_SECRET: secretSetting().describe(
    'at least 32 characters: the test provider signs its webhooks with it',
  ),
  TEST_PROVIDER_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'must begin with http:// or https://' })
    .optional()
    .describe("where the test provider sends them, the router's `/webhooks/test`; without it, nowhere"),
};
