import type { DatabaseUrls } from '@storegraph/standalone/databases';
import type { Secrets } from '@storegraph/standalone/secrets';
import type { RunningShop, ShopTimes } from './shop.ts';

/** The databases that a shop runs on, and the secrets that its services share. */
export type BackingServices = { readonly databases: DatabaseUrls; readonly secrets: Secrets };

/** What is known of a shop once it runs. */
export type Started = Omit<RunningShop, 'mode' | 'hasBroker' | 'replicas' | keyof BackingServices>;

/** When the history of a test's shop ends: one day for all runs, as other days' orders make longer or shorter answers. */
export const DEMO_DAY = new Date('2026-11-27T12:00:00Z');

export const LOG_LEVEL = 'fatal';

// Tests have few shoppers, who order a lot, and all sign in from one address.
export const UNLIMITED = {
  LOGIN_RATE: 'off',
  REGISTER_RATE: 'off',
  GUEST_RATE: 'off',
  REFRESH_RATE: 'off',
  RESET_RATE: 'off',
  MAIL_RATE: 'off',
  PLACE_ORDER_RATE: 'off',
  LOOK_UP_RATE: 'off',
  SHOPPER_MAX_UNPAID_ORDERS: '0',
  SHOPPER_MAX_HELD_UNITS: '0',
  NETWORK_MAX_UNPAID_ORDERS: '0',
  NETWORK_MAX_HELD_UNITS: '0',
};

/** How the shop of a test listens and is set: the demo's own times, unless the test wants others. */
export const settingsOf = ({ currency = 'USD', windowSeconds = 15, holdMinutes = 15, settings = {} }: ShopTimes) => ({
  host: '127.0.0.1',
  port: 0,
  environment: {
    SHOP_CURRENCY: currency,
    MAILBOX: 'true',
    PAYMENT_WINDOW_SECONDS: String(windowSeconds),
    ORDER_HOLD_MINUTES: String(holdMinutes),
    GUEST_HOLD_MINUTES: String(holdMinutes),
    ...UNLIMITED,
    ...settings,
  },
});
