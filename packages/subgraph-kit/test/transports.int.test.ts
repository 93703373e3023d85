import { setTimeout as sleep } from 'node:timers/promises';
import { preparePrivateBroker, type PrivateBroker } from '@storegraph/testkit/private-broker';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { connect } from 'amqplib';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DomainEvent, EventSubscriber, EventTransport } from '../src/events/events.ts';
import { newId } from '../src/id.ts';
import { createInbox } from '../src/events/inbox.ts';
import { createLogger } from '../src/log.ts';
import { outboxTable, recordEvents, startOutboxRelay, type OutboxRelay } from '../src/events/outbox.ts';
import { counterTable } from './schema.ts';
import { counted, countedEvent, testEvents } from './test-events.ts';
import { amqpLine, httpLine, inProcessLine, promptLine, type Line } from './transports.ts';

const log = createLogger('test', 'silent');
const PATIENCE_MS = 60_000;
let broker: PrivateBroker;
let test: TestDatabase;
let counterId: string;
/** Runs in each handler before its effect. */
let beforeEffect: () => Promise<void>;
let onEffect: (event: DomainEvent) => void;
let subscriber: EventSubscriber;
let line: Line;
let relay: OutboxRelay | null;
let queues = 0;

beforeAll(async () => {
  broker = await preparePrivateBroker();
  await broker.start();
}, PATIENCE_MS);
afterAll(() => broker.remove());

beforeEach(async () => {
  test = await openTestDatabase(new URL('./migrations', import.meta.url));
  counterId = newId();
  await test.database.db.insert(counterTable).values({ id: counterId });
  beforeEffect = async () => {};
  onEffect = () => {};
  relay = null;
  const inbox = createInbox({
    database: test.database,
    log,
    types: [testEvents.Counted],
    handlers: {
      Counted: async (tx) => {
        await beforeEffect();
        await tx
          .update(counterTable)
          .set({ value: sql`value + 1` })
          .where(eq(counterTable.id, counterId));
      },
    },
  });
  subscriber = async (event) => {
    await inbox(event);
    onEffect(event);
  };
});
afterEach(async () => {
  await relay?.stop();
  await line.close();
  await test.close();
});

const startRelay = (transport: EventTransport): void => {
  relay = startOutboxRelay({ database: test.database, transport, log });
};
const record = (count: number): Promise<void> =>
  test.database.transaction((tx) =>
    recordEvents(
      tx,
      Array.from({ length: count }, (_, n) => counted(n)),
    ),
  );
const effects = async () => (await test.database.db.select().from(counterTable))[0]?.value;
const waiting = async () =>
  (
    await test.database.db
      .select()
      .from(outboxTable)
      .where(sql`published_at is null`)
  ).length;
const untilEffects = (count: number) =>
  vi.waitFor(async () => expect([await effects(), await waiting()]).toEqual([count, 0]), {
    timeout: PATIENCE_MS,
    interval: 50,
  });
const staysAt = async (count: number) => {
  await sleep(300);
  expect(await effects()).toBe(count);
};
/** Sends until it is taken, as a relay does. */
const send = async (some: DomainEvent): Promise<void> => {
  for (;;) {
    const isTaken = await line.transport(some).then(
      () => true,
      () => false,
    );
    if (isTaken) return;
    await sleep(50);
  }
};

describe.each([
  ['in process', () => inProcessLine(subscriber)],
  ['pushed over HTTP', () => httpLine(subscriber)],
  ['carried by RabbitMQ', () => amqpLine(broker, subscriber, `subscriber-${queues++}`)],
  ['carried by RabbitMQ, and handed over directly', () => promptLine(broker, subscriber, `subscriber-${queues++}`)],
] as const)('events %s', (name, open) => {
  beforeEach(async () => {
    line = await open();
  });

  it(
    'have one effect each',
    async () => {
      startRelay(line.transport);
      for (let batch = 0; batch < 10; batch++) await record(20);
      await untilEffects(200);
      await staysAt(200);
    },
    PATIENCE_MS,
  );

  it(
    'have one effect each when they come three times and shuffled',
    async () => {
      const events = Array.from({ length: 40 }, (_, n) => countedEvent(n));
      await Promise.all(
        [...events, ...events, ...events]
          .map((some) => ({ some, at: Math.random() }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ some }) => send(some)),
      );
      await untilEffects(40);
      await staysAt(40);
    },
    PATIENCE_MS,
  );

  it(
    'wait while their subscriber is away',
    async () => {
      startRelay(line.transport);
      await record(10);
      await untilEffects(10);
      await line.subscriberGoes();
      await record(10);
      await staysAt(10);
      await line.subscriberReturns();
      await untilEffects(20);
    },
    PATIENCE_MS,
  );

  it(
    'reach a slow subscriber once',
    async () => {
      beforeEffect = () => sleep(20);
      startRelay(line.transport);
      await record(60);
      await untilEffects(60);
    },
    PATIENCE_MS,
  );

  it(
    'have one effect when their publisher ends between publishing and noting it',
    async () => {
      let crashes = 5;
      startRelay(async (some) => {
        await line.transport(some);
        if (crashes-- > 0) throw new Error('killed');
      });
      await record(5);
      await untilEffects(5);
      await staysAt(5);
    },
    PATIENCE_MS,
  );

  it(
    'come again when they came too early',
    async () => {
      let early = 2;
      beforeEffect = async () => {
        if (early-- > 0) throw new Error('too early');
      };
      startRelay(line.transport);
      await record(1);
      await untilEffects(1);
      await staysAt(1);
    },
    PATIENCE_MS,
  );

  it(
    'come when their commit wakes the relay, long before it looks by itself',
    async () => {
      startRelay(line.transport);
      await record(1);
      await untilEffects(1);
      const times: number[] = [];
      for (let n = 0; n < 40; n++) {
        const arrived = new Promise<void>((resolve) => (onEffect = () => resolve()));
        const startedAt = performance.now();
        await record(1);
        await arrived;
        times.push(performance.now() - startedAt);
      }
      const median = times.toSorted((a, b) => a - b)[20] ?? Infinity;
      console.log(`${name}: median ${median.toFixed(1)} ms from commit to commit`);
      // It looks a second after it last did. How long events take is in the log.
      expect(median).toBeLessThan(500);
    },
    PATIENCE_MS,
  );
});

describe('an event that somebody waits on', () => {
  const open = async (): Promise<void> => {
    const prompt = await promptLine(broker, subscriber, `prompt-${queues++}`);
    line = prompt;
    await vi.waitFor(() => expect(prompt.isConnected()).toBe(true), PATIENCE_MS);
  };

  it(
    'has had its effect once RabbitMQ has it',
    async () => {
      await open();
      for (let n = 1; n <= 20; n++) {
        await line.transport(countedEvent(n));
        expect(await effects()).toBe(n);
      }
      await staysAt(20);
    },
    PATIENCE_MS,
  );

  it(
    'has its effect at once without RabbitMQ, and is not delivered until that has it',
    async () => {
      await open();
      await broker.kill();
      const some = countedEvent(0);
      await expect(line.transport(some)).rejects.toThrow(/broker/);
      expect(await effects()).toBe(1);
      await broker.start();
      await send(some);
      await staysAt(1);
    },
    2 * PATIENCE_MS,
  );

  it(
    'is delivered by RabbitMQ alone when its subscriber does not answer',
    async () => {
      await open();
      await line.subscriberGoes();
      await line.transport(countedEvent(0));
      await staysAt(0);
      await line.subscriberReturns();
      await vi.waitFor(async () => expect(await effects()).toBe(1), PATIENCE_MS);
    },
    PATIENCE_MS,
  );

  it(
    'waits for a subscriber that is slow no longer than its sender would',
    async () => {
      await open();
      const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
      beforeEffect = () => isReleased;
      await line.transport(countedEvent(0));
      expect(await effects()).toBe(0);
      release();
      await vi.waitFor(async () => expect(await effects()).toBe(1), PATIENCE_MS);
    },
    PATIENCE_MS,
  );
});

describe('a RabbitMQ', () => {
  it(
    'that is killed under load loses nothing',
    async () => {
      line = await amqpLine(broker, subscriber, 'killed');
      startRelay(line.transport);
      let recorded = 0;
      const load = async (): Promise<void> => {
        for (let batch = 0; batch < 40; batch++) {
          await record(10);
          recorded += 10;
          await sleep(25);
        }
      };
      const loading = load();
      await sleep(400);
      await broker.kill();
      await loading;
      const backAt = performance.now();
      await broker.start();
      await untilEffects(recorded);
      console.log(`drained ${((performance.now() - backAt) / 1000).toFixed(1)} s after the restart began`);
      await staysAt(400);
    },
    2 * PATIENCE_MS,
  );

  it(
    'that is absent at the start lets events wait',
    async () => {
      await broker.kill();
      line = await amqpLine(broker, subscriber, 'absent');
      startRelay(line.transport);
      await record(10);
      await sleep(500);
      expect([await effects(), await waiting()]).toEqual([0, 10]);
      await broker.start();
      await untilEffects(10);
    },
    2 * PATIENCE_MS,
  );

  it(
    'that lost the queue of a subscriber makes the publisher keep its events',
    async () => {
      line = await amqpLine(broker, subscriber, 'deleted');
      await send(countedEvent(0));
      await untilEffects(1);
      await line.subscriberGoes();
      const connection = await connect(broker.url);
      const channel = await connection.createChannel();
      await channel.deleteQueue('storegraph.deleted');
      await connection.close();
      await expect(line.transport(countedEvent(1))).rejects.toThrow('No queue takes Counted');
      await line.subscriberReturns();
      await send(countedEvent(2));
      await untilEffects(2);
    },
    PATIENCE_MS,
  );

  it(
    'sets aside what is no event, and goes on',
    async () => {
      line = await amqpLine(broker, subscriber, 'unreadable');
      await send(countedEvent(0));
      const connection = await connect(broker.url);
      const channel = await connection.createChannel();
      channel.sendToQueue('storegraph.unreadable', Buffer.from('{ no event'));
      await send(countedEvent(1));
      await untilEffects(2);
      await vi.waitFor(
        async () =>
          expect(await channel.checkQueue('storegraph.unreadable.unreadable')).toMatchObject({ messageCount: 1 }),
        PATIENCE_MS,
      );
      await connection.close();
    },
    PATIENCE_MS,
  );
});
