import { expect, it } from 'vitest';
import { readEnv, type EnvSource } from '@storegraph/subgraph-kit/service/env';
import { processSettings } from '@storegraph/subgraph-kit/service/service';
import { order } from './service.ts';

const read = (source: EnvSource): Readonly<Record<string, unknown>> => readEnv(processSettings(order), source);

const least = {
  DATABASE_URL: 'mysql://order:secret@localhost/order',
  INTERNAL_SECRET: 'x'.repeat(32),
  INVENTORY_URL: 'http://inventory:4002',
  PAYMENT_URL: 'http://payment:4004',
  USER_URL: 'http://user:4001',
};

it('needs no more than a database, a secret and the three subgraphs that it commands', () => {
  expect(read(least)).toMatchObject({
    PORT: 4003,
    ORDER_HOLD_MINUTES: 15,
    SHOPPER_MAX_UNPAID_ORDERS: 5,
    SHOPPER_MAX_HELD_UNITS: 20,
    SHOP_CURRENCY: 'USD',
    EVENT_SUBSCRIBERS: [],
  });
});

it('takes a fraction of a minute for the hold', () => {
  expect(read({ ...least, ORDER_HOLD_MINUTES: '0.05' })['ORDER_HOLD_MINUTES']).toBe(0.05);
});

it('tells of every setting that does not fit at once', () => {
  expect(() => read({ ORDER_HOLD_MINUTES: '0', SHOP_CURRENCY: 'dollars' })).toThrow(
    /DATABASE_URL[^]*INTERNAL_SECRET[^]*INVENTORY_URL[^]*PAYMENT_URL[^]*USER_URL[^]*ORDER_HOLD_MINUTES[^]*SHOP_CURRENCY/,
  );
});
