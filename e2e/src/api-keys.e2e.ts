import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { succeeded } from './actors/outcome.ts';
import { newCustomer, shippingAddress } from './actors/shopper.ts';
import { signInAdmin, type Staff } from './actors/staff.ts';
import { createVisitor, type Visitor } from './actors/visitor.ts';
import { eventually } from './stack/eventually.ts';
import { sharedShop } from './stack/shops.ts';

const { url } = sharedShop();
let admin: Staff;
beforeAll(async () => {
  admin = await signInAdmin(url);
});

type Key = { readonly id: string; readonly machine: Visitor };

const newKey = async (...permissions: string[]): Promise<Key> => {
  const { createApiKey } = await admin.visitor.read(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename ... on CreateApiKeySuccess { secret apiKey { id } } } }`,
    { input: { name: randomUUID(), permissions } },
  );
  const { secret, apiKey } = succeeded<{ secret: string; apiKey: { id: string } }>(createApiKey);
  return { id: apiKey.id, machine: Object.assign(createVisitor(url), { accessToken: secret }) };
};
const revoke = ({ id }: Key) =>
  admin.visitor.read('mutation ($id: ID!) { revokeApiKey(input: { apiKeyId: $id }) { __typename } }', { id });
const codeOf = async (machine: Visitor, query: string, variables = {}): Promise<unknown> =>
  (await machine.ask(query, variables)).errors[0]?.extensions?.['code'] ?? null;

const ORDERS = '{ orders(first: 1) { totalCount edges { node { id payment { status } } } } }';
const ORDER = 'query ($id: ID!) { order(id: $id) { number } }';

describe('a program with an API key', () => {
  it('does in every subgraph what its permissions say, and no more', async () => {
    const customer = await newCustomer(url);
    const variant = await admin.makeVariant({ onHand: 5 });
    const order = await customer.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    const { machine } = await newKey('READ_ORDERS');
    const { data } = await machine.ask(ORDERS);
    expect(data.orders.totalCount).toBeGreaterThan(0);
    expect((await machine.ask(ORDER, { id: order.id })).data.order).not.toBeNull();
    expect(await codeOf(machine, '{ users { totalCount } }')).toBe('FORBIDDEN');
    expect(await codeOf(machine, `{ lowStock(first: 1) { totalCount } }`)).toBe('FORBIDDEN');

    const stock = await newKey('MANAGE_STOCK');
    expect(
      await codeOf(
        stock.machine,
        'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }',
        { input: { variantId: variant.id, delta: 1, reason: 'counted', idempotencyKey: randomUUID() } },
      ),
    ).toBeNull();
    expect(await codeOf(stock.machine, ORDERS)).toBe('FORBIDDEN');
  });

  it('is no shopper, has no account, and makes nobody staff', async () => {
    const { machine } = await newKey('MANAGE_ORDERS', 'MANAGE_CUSTOMERS');
    expect((await machine.ask('{ me { id } }')).data.me).toBeNull();
    const variant = await admin.makeVariant({ onHand: 5 });
    const place = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }';
    const lines = [{ variantId: variant.id, quantity: 1 }];
    expect(await codeOf(machine, place, { input: { lines, shippingAddress, idempotencyKey: randomUUID() } })).toBe(
      'FORBIDDEN',
    );
    for (const mutation of [
      'mutation { logoutEverywhere { __typename } }',
      'mutation { createApiKey(input: { name: "x", permissions: [REPAIR] }) { __typename } }',
      `mutation { setUserRole(input: { userId: "${admin.id}", role: CUSTOMER }) { __typename } }`,
    ])
      expect(await codeOf(machine, mutation)).toBe('FORBIDDEN');
  });

  it('is cut off wherever it is when its key is revoked', async () => {
    const key = await newKey('READ_ORDERS');
    expect(await codeOf(key.machine, ORDERS)).toBeNull();
    const stream = await fetch(`${url}/graphql/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${key.machine.accessToken}`,
      },
      body: JSON.stringify({ query: 'subscription { orderFeed { id } }' }),
    });
    expect(stream.status).toBe(200);
    await revoke(key);
    const revokedAt = performance.now();
    await eventually(async () => expect(await codeOf(key.machine, ORDERS)).toBe('UNAUTHENTICATED'));
    console.log(`revoked everywhere after ${Math.round(performance.now() - revokedAt)} ms`);
    expect(await stream.text()).not.toContain('event: complete');
    const { headers } = await key.machine.ask(ORDERS);
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });
});
