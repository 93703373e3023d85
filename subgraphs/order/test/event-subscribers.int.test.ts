import { orderEvents } from '@storegraph/event-catalogue/order-events';
import { inProcessTransport, type EventSubscriber, type EventTransport } from '@storegraph/subgraph-kit/events/events';
import { createInbox, inboxTable } from '@storegraph/subgraph-kit/events/inbox';
import { outboxTable } from '@storegraph/subgraph-kit/events/outbox';
import { startEventTransport } from '@storegraph/subgraph-kit/events/transport';
import { receiveEvent } from '@storegraph/subgraph-kit/http/event-endpoint';
import { startHttpServer } from '@storegraph/subgraph-kit/http/http-server';
import { newId } from '@storegraph/subgraph-kit/id';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { verifyStatement, VIEWER_HEADER } from '@storegraph/subgraph-kit/viewer';
import { preparePrivateBroker, type PrivateBroker } from '@storegraph/testkit/private-broker';
import { openTestDatabase } from '@storegraph/testkit/test-database';
import { isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { migrations, openShop, staff } from './shop.ts';

const PATIENCE_MS = 60_000;
const log = createLogger('test', 'silent');
const secret = new TextEncoder().encode('a secret of the event suite, 32+ bytes');
const subscriptions = { wishlist: [orderEvents.OrderPaid, orderEvents.OrderConfirmed] };

let broker: PrivateBroker;
beforeAll(async () => {
  broker = await preparePrivateBroker();
  await broker.start();
}, PATIENCE_MS);
afterAll(() => broker.remove());

/** How the events of order get to another subgraph. */
type Way = (subscriber: EventSubscriber) => Promise<{ readonly transport: EventTransport; close(): Promise<void> }>;

const inProcess: Way = async (subscriber) => ({
  transport: inProcessTransport([subscriber]),
  close: async () => {},
});

const byPush: Way = async (subscriber) => {
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    log,
    handler: async (request, response) => {
      const asked = verifyStatement(String(request.headers[VIEWER_HEADER]), secret);
      if (asked !== null) await receiveEvent(request, response, asked.viewer, subscriber);
    },
  });
  const settings = { EVENT_SUBSCRIBERS: [{ name: 'wishlist', url: server.url }], INTERNAL_SECRET: secret };
  const events = startEventTransport({ service: 'order', settings, subscriptions, log });
  return {
    transport: events.transport!,
    close: async () => {
      await events.close();
      await server.stop();
    },
  };
};

const byRabbitMq: Way = async (subscriber) => {
  const settings = { EVENTS_URL: broker.url, EVENT_SUBSCRIBERS: [], INTERNAL_SECRET: secret };
  const start = (service: string) => startEventTransport({ service, settings, subscriptions, log });
  const [order, wishlist] = [start('order'), start('wishlist')];
  wishlist.subscribe(subscriber);
  return {
    transport: order.transport!,
    close: async () => {
      await wishlist.unsubscribe();
      await Promise.all([order.close(), wishlist.close()]);
    },
  };
};

const subscribed = ['OrderConfirmed', 'OrderPaid'];

it.each([
  // A function call costs nothing; the inbox ignores what it does not take.
  ['in process', inProcess, ['OrderConfirmed', 'OrderPaid', 'OrderPlaced']],
  ['pushed over HTTP', byPush, subscribed],
  ['carried by RabbitMQ', byRabbitMq, subscribed],
])(
  'reach another subgraph that subscribes to them, %s',
  async (_, open, expected) => {
    const wishlist = await openTestDatabase(migrations);
    const arrived = new Set<string>();
    const heard: unknown[] = [];
    const inbox = createInbox({
      database: wishlist.database,
      log,
      types: subscriptions.wishlist,
      handlers: {
        OrderPaid: async (_tx, { type, payload }) => void heard.push({ type, ...payload }),
        OrderConfirmed: async (_tx, { type, payload }) => void heard.push({ type, ...payload }),
      },
    });
    const way = await open((event) => {
      arrived.add(event.type);
      return inbox(event);
    });
    const shop = await openShop({ eventTransport: way.transport });
    const undelivered = () => shop.database.db.$count(outboxTable, isNull(outboxTable.publishedAt));
    const { viewer, id } = await shop.placed();
    await shop.pay(id);
    await shop.act(staff(), 'confirmOrder', { orderId: id, idempotencyKey: newId() });
    await vi.waitFor(async () => expect([heard.length, await undelivered()]).toEqual([2, 0]), PATIENCE_MS);
    expect(heard).toEqual(
      expect.arrayContaining([
        { type: 'OrderPaid', orderId: id, userId: viewer.userId },
        { type: 'OrderConfirmed', orderId: id, userId: viewer.userId },
      ]),
    );
    expect([...arrived].toSorted()).toEqual(expected);
    expect(await wishlist.database.db.$count(inboxTable)).toBe(2);
    await shop.close();
    await way.close();
    await wishlist.close();
  },
  2 * PATIENCE_MS,
);
