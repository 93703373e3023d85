import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { signedIn } from '@storegraph/testkit/viewers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ instances: 2 });
});
afterAll(() => shop.close());

const staff = signedIn({ role: 'STAFF' });
const UPDATED = 'subscription ($id: ID!) { orderUpdated(id: $id) { id status note timeline { kind } } }';
const FEED = 'subscription { orderFeed { id status } }';

let leave = new AbortController();
afterEach(async () => {
  leave.abort();
  leave = new AbortController();
  await untilQuiet();
});

function follow(subgraph: Subgraph, viewer: Viewer, query: string, variables: Record<string, unknown> = {}) {
  const stream = subgraph.stream({ query, variables, viewer, requestId: newId(), signal: leave.signal });
  const answers = stream[Symbol.asyncIterator]();
  return async (): Promise<any> => (await answers.next()).value;
}

const tailing = (): number =>
  shop.statements.filter((statement) => /select `sequence`(, `type`, `subject_id`)? from `outbox`/.test(statement))
    .length;

/** Without listeners: nothing asks the outbox for news, though some time goes by. */
const untilQuiet = () =>
  vi.waitFor(async () => {
    const before = tailing();
    await sleep(600);
    expect(tailing()).toBe(before);
  });

describe('orderUpdated', () => {
  it('says how the order is, then what others do to it, whichever process does it', async () => {
    const { viewer, id } = await shop.placed();
    for (const watching of [shop.subgraph, ...shop.others]) {
      const next = follow(watching, viewer, UPDATED, { id });
      expect(await next()).toMatchObject({ data: { orderUpdated: { id, status: 'PENDING_PAYMENT' } } });
      // Requests go round, so these two are made by both processes.
      for (const note of ['Ring twice', 'Ring once']) {
        await shop.act(viewer, 'updateOrder', { orderId: id, note });
        expect(await next()).toMatchObject({ data: { orderUpdated: { note } } });
      }
    }
  });

  it.each(['PaymentStarted', 'PaymentExpired', 'PaymentFailed', 'PaymentCancelled'])(
    'tells of %s, which moves nothing but the timeline',
    async (type) => {
      const { viewer, id } = await shop.placed();
      const next = follow(shop.others[0]!, viewer, UPDATED, { id });
      expect((await next()).data.orderUpdated.timeline).toHaveLength(1);
      await shop.tell(type, id);
      expect((await next()).data.orderUpdated.timeline).toHaveLength(2);
    },
  );

  it('tells of a refund', async () => {
    const { viewer, id } = await shop.placed();
    await shop.pay(id);
    const next = follow(shop.others[0]!, viewer, UPDATED, { id });
    await next();
    await shop.tell('PaymentRefunded', id);
    expect((await next()).data.orderUpdated.timeline.at(-1)).toEqual({ kind: 'REFUNDED' });
  });

  it('shows somebody else no more than an order that is not there', async () => {
    const { id } = await shop.placed();
    const refusal = {
      errors: [{ message: 'There is no such order', extensions: { code: 'BAD_USER_INPUT', argument: 'id' } }],
    };
    for (const [who, what] of [
      [signedIn(), id],
      [staff, newId()],
      [staff, 'no id'],
    ] as const)
      expect(await follow(shop.subgraph, who, UPDATED, { id: what })()).toMatchObject(refusal);
    expect(await follow(shop.subgraph, { kind: 'anonymous', visitorId: null }, UPDATED, { id })()).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('asks the outbox once for all who listen, and never while nobody does', async () => {
    const orders = await Promise.all(Array.from({ length: 5 }, () => shop.placed()));
    await untilQuiet();
    const heard = orders.map(({ viewer, id }) => follow(shop.subgraph, viewer, UPDATED, { id }));
    await Promise.all(heard.map((next) => next()));
    const before = tailing();
    await sleep(1_000);
    const asked = tailing() - before;
    expect(asked).toBeGreaterThan(0);
    // Four times a second, though five listen.
    expect(asked).toBeLessThan(8);
  });
});

describe('orderFeed', () => {
  it('tells staff of every order that is placed or changes', async () => {
    const next = follow(shop.others[0]!, staff, FEED);
    const first = next();
    await vi.waitFor(() => expect(tailing()).toBeGreaterThan(0));
    await sleep(300);
    const { id, viewer } = await shop.placed();
    expect(await first).toEqual({ data: { orderFeed: { id, status: 'PENDING_PAYMENT' } } });
    await shop.act(viewer, 'cancelOrder', { orderId: id, idempotencyKey: newId() });
    await vi.waitFor(async () => expect(await next()).toEqual({ data: { orderFeed: { id, status: 'CANCELLED' } } }));
  });

  it('is for staff', async () => {
    expect(await follow(shop.subgraph, signedIn(), FEED)()).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });
});
