import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { subgraphNames } from '@storegraph/standalone/services';
import { givenSeed, sized } from '@storegraph/testkit/env';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newCustomer, newGuest, type Shopper } from './actors/shopper.ts';
import { signInAdmin, type Staff } from './actors/staff.ts';
import { post, schemaOf, statementOf } from './actors/subgraphs.ts';
import type { Visitor } from './actors/visitor.ts';
import { ROLES, somebody, type Role } from './actors/cast.ts';
import { operationsOf, type Operation } from './fuzz/operations.ts';
import type { Known } from './fuzz/values.ts';
import { expectSound } from './stack/expect-sound.ts';
import type { RunningShop } from './stack/shop.ts';
import { sharedShop } from './stack/shops.ts';
import { startStack } from './stack/start-stack.ts';

const MOST_KNOWN = 300;
// Who may do most is asked for most, and who shops.
const LIKELY: readonly Role[] = ['customer', 'guest', ...Array<Role>(12).fill('admin')];
const seed = givenSeed() ?? 20_261_201;

// A shop of its own, in which staff do what they like.
// Tried again, it would find a shop that it has changed.
const once = { timeout: 3_600_000, retry: 0 };
describe.skipIf(sharedShop().mode === 'cluster')('an operation that nobody thought of', once, () => {
  const logged: string[] = [];
  const known: Known = { ids: new Map(), cursors: new Set() };
  const asked = new Map<string, number>();
  const outcomes = new Map<string, number>();
  const cast = new Map<Role, Visitor>();
  let shop: RunningShop;
  let admin: Staff;

  beforeAll(async () => {
    const log = createLogger('e2e', 'error', { write: (line) => void logged.push(line) });
    shop = await startStack('standalone', inject('databaseServerUrl'), { log });
    admin = await signInAdmin(shop.url);
    for (const role of ROLES) cast.set(role, (await somebody(shop.url, role, admin)).visitor);
    const shoppers: readonly Shopper[] = [await newGuest(shop.url), await newCustomer(shop.url)];
    for (const shopper of shoppers) {
      const variant = await admin.makeVariant({ onHand: 99 });
      const place = () => shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
      await (await place()).startPayment();
      await (await place()).pay();
      await place();
    }
    const { data } = await admin.visitor.ask(`{
      orders(first: 50) { edges { node { __typename id payments { __typename id } lines { __typename id } } cursor } }
      products(first: 20) { edges { node { __typename id variants { __typename id } categories { __typename id } } cursor } }
      users(first: 20) { edges { node { __typename id addresses { __typename id } } cursor } }
      sagas(first: 5) { edges { node { __typename id } } } staffRoles { __typename id }
    }`);
    remember(data);
  });
  afterAll(() => shop.stop());

  /** Keeps what can be asked for later. The one admin who makes the others is left alone. */
  const remember = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { __typename: type, id } = value as { __typename?: unknown; id?: unknown };
    if (typeof type === 'string' && typeof id === 'string' && id !== admin.id) {
      const ids = known.ids.get(type) ?? new Set();
      if (ids.size < MOST_KNOWN) known.ids.set(type, ids.add(id));
    }
    for (const [name, part] of Object.entries(value))
      if (/cursor/i.test(name) && typeof part === 'string' && known.cursors.size < MOST_KNOWN) known.cursors.add(part);
      else remember(part);
  };
  const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

  /** What comes of it is meant for the client: an answer, or errors about the request. */
  const expectTyped = (asked: object, status: number, text: string, errors: readonly unknown[]): void => {
    const told = JSON.stringify(errors);
    const isOurs = /INTERNAL_SERVER_ERROR|SUBGRAPH_UNAVAILABLE|stacktrace|node_modules|\.ts:\d/.test(told);
    if (status >= 500 || isOurs || logged.length > 0)
      throw new Error(
        `${JSON.stringify(asked).slice(0, 3_000)}\n${status} ${text.slice(0, 1_000)}\n${logged.splice(0).join('\n')}`,
      );
  };

  const ask = async (role: (typeof ROLES)[number], operation: Operation): Promise<void> => {
    const visitor = cast.get(role) ?? admin.visitor;
    const { query, variables, kind } = operation;
    for (const field of operation.fields) count(asked, field);
    if (kind === 'subscription') return follow(role, visitor, operation);
    const { status, data, errors, headers } = await visitor.ask(query, variables);
    expectTyped({ role, query, variables }, status, JSON.stringify({ data, errors }), errors);
    remember(data);
    const [code = 'answered'] = errors.map(({ extensions }) => String(extensions?.['code']));
    count(outcomes, code);
    // Somebody has signed out, or was signed out by staff.
    if (headers.has('www-authenticate')) cast.set(role, (await somebody(shop.url, role, admin)).visitor);
  };

  /** Reads the first answer of a subscription, unless nothing happens. */
  const follow = async (role: Role, { accessToken }: Visitor, { query, variables }: Operation): Promise<void> => {
    const given = new AbortController();
    const response = await fetch(`${shop.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(accessToken !== null && { authorization: `Bearer ${accessToken}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: given.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await Promise.race([reader?.read(), sleep(100)]);
    given.abort();
    await reader?.cancel().catch(() => undefined);
    expectTyped({ role, query, variables }, response.status, String(first?.value), [first?.value]);
    count(outcomes, response.status === 200 ? 'streamed' : String(response.status));
  };

  it('is answered by types, whoever asks', async () => {
    const schema = buildSchema(readFileSync(new URL('../../router/api.graphql', import.meta.url), 'utf8'));
    const total = sized(1_600, 40_000);
    const property = fc.asyncProperty(fc.constantFrom(...ROLES, ...LIKELY), operationsOf(schema, known), ask);
    await fc.assert(property, { numRuns: total, seed });
    console.log(`SEED=${seed}: ${total} operations, ${JSON.stringify(Object.fromEntries(outcomes))}`);
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}));
    expect(fields.filter((field) => !asked.has(field))).toEqual([]);
    for (const path of ['live', 'ready']) expect((await fetch(`${shop.url}/health/${path}`)).status).toBe(200);
    await expectSound(shop.databases);
  });

  // The last one: a service that lies about orders leaves books that do not fit each other.
  it.each(subgraphNames)('is answered by types in %s, when a service asks', async (subgraph) => {
    const schema = await schemaOf(shop, subgraph);
    const operations = operationsOf(schema, known).filter(({ kind }) => kind !== 'subscription');
    const property = fc.asyncProperty(operations, async ({ query, variables }) => {
      const statement = statementOf({ kind: 'service', service: 'test' }, shop.secrets.internalSecret);
      const { status, data, errors } = await post(shop, subgraph, { query, variables }, statement);
      expectTyped({ subgraph, query, variables }, status, JSON.stringify({ data, errors }), errors);
      remember(data);
    });
    await fc.assert(property, { numRuns: sized(100, 2_500), seed });
  });
});
