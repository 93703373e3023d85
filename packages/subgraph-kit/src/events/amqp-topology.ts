import type { Channel } from 'amqplib';
import { LONGEST_RETRY_SECONDS, retryDelaySeconds } from './dead-letters.ts';

/** Where every subgraph publishes. */
export const EVENT_EXCHANGE = 'storegraph.events';

/** A subscriber's queue. */
export const queueOf = (service: string): string => `storegraph.${service}`;

/**
 * Where an event waits that failed `tries` times: one queue for each delay, as a queue's head would hold up shorter
 * delays behind it.
 */
export const retryQueueOf = (service: string, tries: number): string =>
  `${queueOf(service)}.retry-${retryDelaySeconds(tries)}s`;

const unreadableQueueOf = (service: string): string => `${queueOf(service)}.unreadable`;

// Replicated where the broker is a cluster, and on disk before a publish is confirmed.
const QUORUM = { 'x-queue-type': 'quorum' };

/** What an event is published with. */
export const routingKeyOf = (event: { readonly producer: string; readonly type: string }): string =>
  `${event.producer}.${event.type}`;

/**
 * Declares the exchange and all queues of a subscriber, and binds what it takes over. Publisher and subscriber both do,
 * so that either may come first.
 */
export async function declareSubscriber(
  channel: Channel,
  service: string,
  taken: readonly { readonly producer: string; readonly type: string }[],
): Promise<void> {
  const queue = queueOf(service);
  await channel.assertExchange(EVENT_EXCHANGE, 'topic', { durable: true });
  await channel.assertQueue(unreadableQueueOf(service), { durable: true, arguments: QUORUM });
  await channel.assertQueue(queue, {
    durable: true,
    arguments: { ...QUORUM, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': unreadableQueueOf(service) },
  });
  for (const event of taken) await channel.bindQueue(queue, EVENT_EXCHANGE, routingKeyOf(event));
  for (let tries = 1; ; tries++) {
    const seconds = retryDelaySeconds(tries);
    await channel.assertQueue(retryQueueOf(service, tries), {
      durable: true,
      // Without this strategy and overflow, a broker that dies while it moves an event back may lose it.
      arguments: {
        ...QUORUM,
        'x-message-ttl': seconds * 1_000,
        'x-overflow': 'reject-publish',
        'x-dead-letter-strategy': 'at-least-once',
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': queue,
      },
    });
    if (seconds === LONGEST_RETRY_SECONDS) return;
  }
}

/** Declares what a publisher needs: the exchange, and its subscribers' queues with the types of its events. */
export async function declarePublisher(
  channel: Channel,
  service: string,
  subscribers: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  await channel.assertExchange(EVENT_EXCHANGE, 'topic', { durable: true });
  for (const [subscriber, types] of subscribers)
    await declareSubscriber(
      channel,
      subscriber,
      types.map((type) => ({ producer: service, type })),
    );
}
