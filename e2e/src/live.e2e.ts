import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { documents } from './actors/documents.ts';
import { newGuest, type Shopper } from './actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import type { Following } from './actors/visitor.ts';
import type { RunningShop } from './stack/shop.ts';
import { sharedShop, startOwnShop } from './stack/shops.ts';

// A field of each subgraph.
const ORDER = /* GraphQL */ `
  subscription ($id: ID!) {
    orderUpdated(id: $id) {
      status
      fulfillmentStatus
      buyer {
        name
      }
      lines {
        variant {
          sku
        }
      }
      payment {
        status
      }
      timeline {
        kind
      }
    }
  }
`;

let following: Following | null = null;
afterEach(() => following?.stop());

const follow = (shopper: Shopper, id: string): Following => (following = shopper.visitor.follow(ORDER, { id }));

/**
 * Reads on until the last step in the timeline is of this kind, and the order is in this state. Both are read one after
 * the other: an answer made while the order changes may have the step with the state before, and another follows it.
 */
async function seen(kind: string, state: Readonly<Record<string, string>> = {}): Promise<object> {
  for (;;) {
    const { data, errors } = await following!.next();
    expect(errors).toBeUndefined();
    const order = data.orderUpdated;
    const isThere = Object.entries(state).every(([name, value]) => order[name] === value);
    if (isThere && order.timeline.at(-1).kind === kind) return order;
  }
}

describe('an order on a stream', () => {
  const { url } = sharedShop();
  let admin: Staff;
  let shopper: Shopper;
  let variant: NewVariant;
  beforeAll(async () => {
    admin = await signInAdmin(url);
    [shopper, variant] = await Promise.all([newGuest(url, 'Gale Guest'), admin.makeVariant({ onHand: 100 })]);
  });

  it('is seen from its placement to its delivery, step by step, from all subgraphs', async () => {
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    follow(shopper, order.id);
    const always = { buyer: { name: 'Gale Guest' }, lines: [{ variant: { sku: variant.sku } }] };
    expect(await seen('PLACED')).toMatchObject({ ...always, status: 'PENDING_PAYMENT', payment: null });
    const attempt = await order.startPayment();
    expect(await seen('PAYMENT_STARTED')).toMatchObject({
      ...always,
      status: 'PENDING_PAYMENT',
      payment: { status: 'PENDING' },
    });
    const paid = await attempt.confirm();
    expect(await seen('PAID', { status: 'PAID' })).toMatchObject({ ...always, payment: { status: 'CAPTURED' } });
    const confirmed = await admin.confirm(paid);
    expect(await seen('CONFIRMED', { status: 'CONFIRMED', fulfillmentStatus: 'UNFULFILLED' })).toMatchObject(always);
    const shipped = await confirmed.ship();
    expect(await seen('SHIPPED', { status: 'CONFIRMED', fulfillmentStatus: 'SHIPPED' })).toMatchObject(always);
    await shipped.deliver();
    expect(await seen('DELIVERED', { status: 'COMPLETED', fulfillmentStatus: 'DELIVERED' })).toMatchObject(always);
  });

  it('reaches staff for the orders of all buyers', async () => {
    const feed = (following = admin.visitor.follow('subscription { orderFeed { id status buyer { name } } }'));
    // Nothing says when a feed has begun: it has no present to begin with. It may tell of an order before the order's
    // own answer does.
    const told: { id: string }[] = [];
    const reading = (async () => {
      for (;;) told.push((await feed.next()).data.orderFeed);
    })();
    reading.catch(() => {});
    const placed: string[] = [];
    const ofPlaced = () => told.find(({ id }) => placed.includes(id));
    while (ofPlaced() === undefined) {
      placed.push((await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }])).id);
      await sleep(200);
    }
    expect(ofPlaced()).toMatchObject({ status: 'PENDING_PAYMENT', buyer: { name: 'Gale Guest' } });
  });
});

// In one process there is no part to lose.
describe.skipIf(sharedShop().mode === 'standalone')('a stream whose subgraph is killed', { timeout: 60_000 }, () => {
  let shop: RunningShop;
  beforeAll(async () => {
    shop = await startOwnShop({ windowSeconds: 120 });
  });
  afterAll(() => shop.stop());

  it('goes on when the subgraph is back, from where the order stands then', async () => {
    const admin = await signInAdmin(shop.url);
    const [shopper, variant] = await Promise.all([newGuest(shop.url), admin.makeVariant({ onHand: 100 })]);
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    follow(shopper, order.id);
    await seen('PLACED');
    const attempt = await order.startPayment();
    await seen('PAYMENT_STARTED');
    await shop.kill('order');
    // Payment captures it all the same, and its event waits.
    await shopper.visitor.ask(documents.confirmPayment, {
      input: { paymentId: attempt.id, idempotencyKey: randomUUID() },
    });
    await shop.restart('order');
    expect(await seen('PAID', { status: 'PAID' })).toMatchObject({ status: 'PAID', payment: { status: 'CAPTURED' } });
  });
});
