import { expect, it } from 'vitest';
import { readEnv, type EnvSource } from '@storegraph/subgraph-kit/service/env';
import { processSettings } from '@storegraph/subgraph-kit/service/service';
import { generateAccessTokenKeys } from './identity/access-token-keys.ts';
import { user } from './service.ts';

const read = (source: EnvSource): Readonly<Record<string, unknown>> => readEnv(processSettings(user), source);

const keys = JSON.stringify(await generateAccessTokenKeys());
const complete = {
  DATABASE_URL: 'mysql://user:password@localhost/user',
  INTERNAL_SECRET: 'x'.repeat(32),
  ACCESS_TOKEN_KEYS: keys,
  SECOND_FACTOR_KEY: 'x'.repeat(32),
};

it('keeps cookies to HTTPS unless told otherwise', () => {
  expect(read(complete)['SECURE_COOKIES']).toBe(true);
  expect(read({ ...complete, SECURE_COOKIES: 'false' })['SECURE_COOKIES']).toBe(false);
});

it('tells of every setting that is missing', () => {
  expect(() => read({})).toThrow(
    /DATABASE_URL: is missing[^]*INTERNAL_SECRET: is missing[^]*ACCESS_TOKEN_KEYS: is missing[^]*SECOND_FACTOR_KEY: is missing/,
  );
});

it.each(['not json', '{}', '{"keys":[]}', '{"keys":[{"kty":"RSA"}]}'])('takes no %s for keys', (text) => {
  expect(() => read({ ...complete, ACCESS_TOKEN_KEYS: text })).toThrow(
    'ACCESS_TOKEN_KEYS: is not a JWK set of Ed25519 private keys',
  );
});
