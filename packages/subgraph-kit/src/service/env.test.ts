import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  EnvError,
  flagSetting,
  listSetting,
  numberSetting,
  readCrashMoment,
  readEnv,
  subgraphSettings,
} from './env.ts';

it('tells every problem at once', () => {
  const read = () =>
    readEnv(z.object(subgraphSettings), { DATABASE_URL: 'postgres://x', INTERNAL_SECRET: 'short', LOG_LEVEL: '' });
  expect(read).toThrow(EnvError);
  expect(read).toThrow(/DATABASE_URL: must begin with mysql:\/\/[^]*INTERNAL_SECRET: needs at least 32 characters/);
});

it('reads a secret from a file, and says when it cannot', () => {
  const schema = z.object({ LICENSE: z.string() });
  expect(
    readEnv(schema, { LICENSE_FILE: new URL('../graphql/common.graphql', import.meta.url).pathname }).LICENSE,
  ).toContain('scalar DateTime');
  expect(() => readEnv(schema, { LICENSE_FILE: '/nowhere/at/all' })).toThrow(
    'LICENSE_FILE: cannot read /nowhere/at/all',
  );
});

describe('readEnv', () => {
  const schema = z.object({
    MINUTES: numberSetting(z.number().min(0)).default(15),
    IS_OPEN: flagSetting().default(true),
    NAMES: listSetting(z.string().min(2)).default([]),
  });

  it.each([undefined, '', ' ', '\t \n'])('counts %j as missing', (value) => {
    expect(readEnv(schema, { MINUTES: value, IS_OPEN: value, NAMES: value })).toEqual({
      MINUTES: 15,
      IS_OPEN: true,
      NAMES: [],
    });
  });

  it('leaves out spaces around values', () => {
    expect(readEnv(schema, { MINUTES: ' 0.5 ', IS_OPEN: 'false\n', NAMES: ' ann , bob,' })).toEqual({
      MINUTES: 0.5,
      IS_OPEN: false,
      NAMES: ['ann', 'bob'],
    });
  });

  it.each(['0x10', '1e3', 'Infinity', 'NaN', '1_000', '1,5', '.5', '5.', '+5', '5 6'])(
    'takes no %s for a number',
    (text) => {
      expect(() => readEnv(schema, { MINUTES: text })).toThrow('MINUTES: must be a number such as 15');
    },
  );

  it.each(['yes', '1', 'TRUE', 'on'])('takes no %s for true', (text) => {
    expect(() => readEnv(schema, { IS_OPEN: text })).toThrow('IS_OPEN: must be true or false');
  });

  it('says what does not fit, in a number or an entry of a list', () => {
    expect(() => readEnv(schema, { MINUTES: '-1', NAMES: 'ann,b' })).toThrow(
      /MINUTES: Too small[^]*NAMES\.1: Too small/,
    );
  });
});

it('names the subscribers of events with their addresses, and takes no broker but AMQP', () => {
  const schema = z.object({
    EVENT_SUBSCRIBERS: subgraphSettings.EVENT_SUBSCRIBERS,
    EVENTS_URL: subgraphSettings.EVENTS_URL,
  });
  expect(readEnv(schema, {})).toEqual({ EVENT_SUBSCRIBERS: [] });
  expect(
    readEnv(schema, {
      EVENT_SUBSCRIBERS: 'order=http://order:4003, mail=https://mail/?a=b',
      EVENTS_URL: 'amqp://a:b@broker:5672',
    }),
  ).toEqual({
    EVENT_SUBSCRIBERS: [
      { name: 'order', url: 'http://order:4003' },
      { name: 'mail', url: 'https://mail/?a=b' },
    ],
    EVENTS_URL: 'amqp://a:b@broker:5672',
  });
  expect(() => readEnv(schema, { EVENT_SUBSCRIBERS: 'http://order:4003', EVENTS_URL: 'http://broker' })).toThrow(
    /order=http:\/\/order:4003[^]*EVENTS_URL: must begin with amqp/,
  );
});

it('dies on request in test runs only', () => {
  const CRASH_AT = 'OrderPaid:before-commit';
  expect(readCrashMoment({ CRASH_AT, NODE_ENV: 'test' })).toEqual({ step: 'OrderPaid', point: 'before-commit' });
  expect(readCrashMoment({ NODE_ENV: 'test' })).toBeNull();
  for (const NODE_ENV of ['production', 'development', '', undefined]) {
    expect(() => readCrashMoment({ CRASH_AT, NODE_ENV })).toThrow(EnvError);
    expect(() => readCrashMoment({ CRASH_AT, NODE_ENV })).toThrow(/for test runs alone/);
  }
  for (const wrong of ['OrderPaid', 'OrderPaid:some-day', ':before-commit'])
    expect(() => readCrashMoment({ CRASH_AT: wrong, NODE_ENV: 'test' })).toThrow(EnvError);
});
