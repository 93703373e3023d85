import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '@storegraph/standalone/cluster';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { documents } from './actors/documents.ts';
import { succeeded } from './actors/outcome.ts';
import { newCustomer, shippingAddress, type Shopper } from './actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import { createVisitor, type Answer } from './actors/visitor.ts';
import { eventually } from './stack/eventually.ts';
import type { RunningShop } from './stack/shop.ts';
import { paidAtOnce, sharedShop, startOwnShop } from './stack/shops.ts';

const RECOVERY = { withinMs: 20_000 };

const unavailable = ({ errors }: Answer): unknown[] =>
  errors.map(({ path, extensions }) => [path?.join('.'), extensions?.['code'], extensions?.['subgraph']]);

// In one process there is no part to lose.
describe.skipIf(sharedShop().mode === 'standalone')('a subgraph that is down', { timeout: 60_000 }, () => {
  let shop: RunningShop;
  let admin: Staff;
  let shopper: Shopper;
  let variant: NewVariant;
  let killed: ServiceName | null = null;

  const kill = async (service: ServiceName): Promise<void> => {
    killed = service;
    await shop.kill(service);
  };
  const restart = async (): Promise<void> => {
    if (killed !== null) await shop.restart(killed);
    killed = null;
  };

  beforeAll(async () => {
    shop = await startOwnShop({ windowSeconds: 120 });
    admin = await signInAdmin(shop.url);
    [shopper, variant] = await Promise.all([newCustomer(shop.url), admin.makeVariant({ onHand: 100 })]);
  });
  afterEach(restart);
  afterAll(() => shop.stop());

  it('payment: orders are still placed, and can be paid when it is back', async () => {
    const earlier = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    await kill('payment');
    const placed = succeeded(await shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 2 }])).order;
    expect(placed.status).toBe('PENDING_PAYMENT');

    const answer = await shopper.visitor.ask(
      'query ($id: ID!) { order(id: $id) { number status payment { status } payments { id } lines { variant { sku } } buyer { name } } }',
      { id: earlier.id },
    );
    expect(answer.data.order).toEqual({
      number: earlier.placed.number,
      status: 'PENDING_PAYMENT',
      payment: null,
      payments: null,
      lines: [{ variant: { sku: variant.sku } }],
      buyer: { name: shopper.name },
    });
    expect(unavailable(answer)).toEqual([
      ['order.payment', 'SUBGRAPH_UNAVAILABLE', 'payment'],
      ['order.payments', 'SUBGRAPH_UNAVAILABLE', 'payment'],
    ]);
    const start = await shopper.visitor.ask(documents.startPayment, {
      input: { orderId: earlier.id, method: 'CARD', idempotencyKey: randomUUID() },
    });
    expect(unavailable(start)).toEqual([['startPayment', 'SUBGRAPH_UNAVAILABLE', 'payment']]);
    const cancel = await shopper.tryCancelOrder(earlier.id);
    expect(cancel).toMatchObject({ __typename: 'ServiceUnavailableError' });

    await restart();
    const attempt = await eventually(async () => succeeded(await shopper.tryStartPayment(placed.id)).payment, RECOVERY);
    expect(succeeded(await shopper.tryConfirmPayment(attempt.id)).payment).toMatchObject({
      status: 'CAPTURED',
      order: { status: paidAtOnce() },
    });
    await eventually(async () => expect((await earlier.now()).status).toBe('CANCELLED'), RECOVERY);
  });

  it('inventory: placing is refused for now, and the same key succeeds when it is back', async () => {
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    const { reserved } = await admin.stockOf(variant.id);
    await kill('inventory');
    const key = randomUUID();
    const lines = [{ variantId: variant.id, quantity: 3 }];
    const refused = await shopper.tryPlaceOrder(lines, key);
    expect(refused).toMatchObject({ __typename: 'ServiceUnavailableError', field: null });
    expect(
      (await shopper.visitor.read(documents.addToCart, { input: { variantId: variant.id } })).addToCart,
    ).toMatchObject({ __typename: 'ServiceUnavailableError' });

    const answer = await shopper.visitor.ask(
      'query ($id: ID!) { order(id: $id) { status payment { status } lines { name sku variant { available } } } }',
      { id: order.id },
    );
    expect(answer.data.order).toMatchObject({
      status: 'PENDING_PAYMENT',
      lines: [{ sku: variant.sku, variant: null }],
    });
    expect(unavailable(answer)).toEqual([['order.lines.0.variant', 'SUBGRAPH_UNAVAILABLE', 'inventory']]);
    // Money needs no shelf.
    expect((await order.pay()).payment).toMatchObject({ status: 'CAPTURED', order: { status: paidAtOnce() } });

    await restart();
    const placed = await eventually(async () => succeeded(await shopper.tryPlaceOrder(lines, key)).order, RECOVERY);
    expect(succeeded(await shopper.tryPlaceOrder(lines, key)).order.id).toBe(placed.id);
    expect((await admin.stockOf(variant.id)).reserved).toBe(reserved + 3);
  });

  it('inventory, silent: an answer that never comes leaves one order behind, not two', async () => {
    const { reserved } = await admin.stockOf(variant.id);
    const key = randomUUID();
    const lines = [{ variantId: variant.id, quantity: 4 }];
    shop.pause('inventory');
    const startedAt = performance.now();
    const answer = await shopper.visitor.ask(documents.placeOrder, {
      input: { idempotencyKey: key, lines, shippingAddress },
    });
    shop.resume('inventory');
    expect(performance.now() - startedAt).toBeLessThan(12_000);
    expect(answer.data?.placeOrder?.__typename ?? answer.errors[0]?.extensions?.['code']).toMatch(
      /^(ServiceUnavailableError|SUBGRAPH_UNAVAILABLE)$/,
    );

    const first = await eventually(async () => succeeded(await shopper.tryPlaceOrder(lines, key)).order, RECOVERY);
    expect(succeeded(await shopper.tryPlaceOrder(lines, key)).order.id).toBe(first.id);
    expect((await admin.stockOf(variant.id)).reserved).toBe(reserved + 4);
  });

  it('user: who is signed in goes on shopping, and names are missing', async () => {
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    await kill('user');
    const answer = await shopper.visitor.ask(
      'query ($id: ID!) { order(id: $id) { status buyer { id name } payment { status } } me { id name } }',
      { id: order.id },
    );
    expect(answer.data.order).toMatchObject({ status: 'PENDING_PAYMENT', buyer: null });
    expect(unavailable(answer)).toEqual(expect.arrayContaining([['me', 'SUBGRAPH_UNAVAILABLE', 'user']]));
    expect((await order.pay()).payment).toMatchObject({ status: 'CAPTURED' });
    const login = await createVisitor(shop.url).ask(documents.login, {
      input: { email: 'a@example.com', password: 'some password' },
    });
    expect(unavailable(login)).toEqual([['login', 'SUBGRAPH_UNAVAILABLE', 'user']]);
  });

  it('order: money that was taken meanwhile reaches the order when it is back', async () => {
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    const attempt = await order.startPayment();
    await kill('order');
    const products = await createVisitor(shop.url).read('query ($id: ID!) { productVariant(id: $id) { sku } }', {
      id: variant.id,
    });
    expect(products.productVariant.sku).toBe(variant.sku);
    const confirm =
      'mutation ($id: ID!, $key: String!) { confirmPayment(input: { paymentId: $id, idempotencyKey: $key }) { ... on ConfirmPaymentSuccess { payment { status order { status } } } } }';
    const answer = await shopper.visitor.ask(confirm, { id: attempt.id, key: randomUUID() });
    expect(answer.data.confirmPayment.payment).toEqual({ status: 'CAPTURED', order: null });
    expect(unavailable(answer)).toEqual([['confirmPayment.payment.order', 'SUBGRAPH_UNAVAILABLE', 'order']]);

    await restart();
    await eventually(async () => expect((await order.now()).status).toBe('PAID'), RECOVERY);
  });

  it('router: clients that were waiting ask again', async () => {
    const key = randomUUID();
    const lines = [{ variantId: variant.id, quantity: 1 }];
    const asked = shopper.tryPlaceOrder(lines, key).catch(() => null);
    await sleep(10);
    await kill('router');
    const before = await asked;
    await restart();
    const after = succeeded(await shopper.tryPlaceOrder(lines, key)).order;
    if (before !== null) expect(succeeded(before).order.id).toBe(after.id);
    const { me } = await shopper.visitor.read('{ me { orders(first: 100) { edges { node { id } } } } }');
    expect(me.orders.edges.filter(({ node }: { node: { id: string } }) => node.id === after.id)).toHaveLength(1);
  });
});
