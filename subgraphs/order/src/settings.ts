import { currencySetting, numberSetting, rateSetting, redisSetting } from '@storegraph/subgraph-kit/service/env';
import { z } from 'zod';

export const orderSettings = {
  ORDER_HOLD_MINUTES: numberSetting(z.number().positive().max(10_080))
    .default(15)
    .describe('how long an unpaid order holds its stock; 10,080 at most'),
  GUEST_HOLD_MINUTES: numberSetting(z.number().positive().max(10_080))
    .default(5)
    .describe(
      "how long a guest's order does until its payment begins, which extends that to `ORDER_HOLD_MINUTES` from the start",
    ),
  SHOPPER_MAX_UNPAID_ORDERS: numberSetting(z.int().min(0))
    .default(5)
    .describe('unpaid orders that a shopper, and a device, may have at once; 0 for any number'),
  SHOPPER_MAX_HELD_UNITS: numberSetting(z.int().min(0))
    .default(20)
    .describe('units of one variant that the unpaid orders of a shopper, and of a device, may hold; 0 for any number'),
  NETWORK_MAX_UNPAID_ORDERS: numberSetting(z.int().min(0))
    .default(20)
    .describe('unpaid orders that all who come from one network address may have at once; 0 for any number'),
  NETWORK_MAX_HELD_UNITS: numberSetting(z.int().min(0))
    .default(40)
    .describe('units of one variant that they may hold; 0 for any number'),
  PLACE_ORDER_RATE: rateSetting('30/60').describe('placed orders from one address: tries/seconds, or `off`'),
  LOOK_UP_RATE: rateSetting('10/600').describe(
    'orders looked up from one address, and tries for one order number: tries/seconds, or `off`',
  ),
  REDIS_URL: redisSetting(),
  SHOP_CURRENCY: currencySetting(),
};
