import { expect, it } from 'vitest';
import { pickSettings, shopEnvironment } from './environment.ts';

const secrets = {
  internalSecret: 'i'.repeat(32),
  accessTokenKeys: '{}',
  paymentWebhookSecret: 'p'.repeat(32),
  secondFactorKey: 's'.repeat(32),
};

it('makes what services need, and leaves the rest to the environment, by name', () => {
  const given = {
    LOW_STOCK_THRESHOLD: '3',
    SECURE_COOKIES: 'true',
    PLAYGROUND: ' ',
    PAYMENT_WEBHOOK_SECRET_FILE: '/s',
  };
  expect(shopEnvironment(given, secrets, 'http://localhost:4000')).toMatchObject({
    LOW_STOCK_THRESHOLD: '3',
    SECURE_COOKIES: 'true',
    PLAYGROUND: 'true',
    SHOP_URL: 'http://localhost:4000',
    TEST_PROVIDER_WEBHOOK_URL: 'http://localhost:4000/webhooks/test',
    SECOND_FACTOR_KEY: secrets.secondFactorKey,
    PAYMENT_WEBHOOK_SECRET: secrets.paymentWebhookSecret,
    PAYMENT_WEBHOOK_SECRET_FILE: '/s',
  });
});

it('leaves the file of keys out where other keys are given', () => {
  const withFile = { ...secrets, accessTokenKeysFile: '/keys' };
  const fileOf = (given: Record<string, string>) =>
    shopEnvironment(given, withFile, 'http://localhost:4000')['ACCESS_TOKEN_KEYS_FILE'];
  expect(fileOf({})).toBe('/keys');
  expect(fileOf({ ACCESS_TOKEN_KEYS: '{}' })).toBeUndefined();
  expect(fileOf({ ACCESS_TOKEN_KEYS_FILE: '/others' })).toBe('/others');
});

it('hands a service its own settings, those in files included, and no other', () => {
  const environment = { A: '1', B_FILE: '/b', C: '3', PATH: '/bin' };
  expect(pickSettings(environment, ['A', 'B', 'D'])).toEqual({ A: '1', B_FILE: '/b' });
});
