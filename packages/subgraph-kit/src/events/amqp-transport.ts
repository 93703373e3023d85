import type { ConfirmChannel, ConsumeMessage, Options } from 'amqplib';
import { startAmqpLink } from './amqp-connection.ts';
import {
  declarePublisher,
  declareSubscriber,
  EVENT_EXCHANGE,
  queueOf,
  retryQueueOf,
  routingKeyOf,
} from './amqp-topology.ts';
import type { EventType } from './event-type.ts';
import { domainEventSchema, type DomainEvent, type EventSubscriber, type EventTransport } from './events.ts';
import { parseJson } from '../json.ts';
import type { Logger } from '../log.ts';

/** The broker is away, or did not take an event over. It stays in the outbox. */
export class BrokerUnreachableError extends Error {
  override readonly name = 'BrokerUnreachableError';
}

const CONFIRM_TIMEOUT_MS = 5_000;
// No more than a process runs transactions at once, unless it is told otherwise (DATABASE_CONNECTIONS): each is one.
const PREFETCH = 10;
const TRIES_HEADER = 'x-tries';

/**
 * Publishes events to RabbitMQ. An event counts as delivered when the broker has confirmed that it lies in the queue of
 * each subscriber.
 * @param options.service - the publisher's name
 * @param options.subscribers - the types of its events that each service must get
 */
export function startAmqpPublisher(options: {
  readonly url: string;
  readonly service: string;
  readonly subscribers: ReadonlyMap<string, readonly string[]>;
  readonly log: Logger;
}): { readonly transport: EventTransport; readonly isConnected: () => boolean; readonly close: () => Promise<void> } {
  const returned = new Set<string>();
  const subscribed = new Set([...options.subscribers.values()].flat());
  const link = startAmqpLink({
    ...options,
    prepare: async (channel) => {
      await declarePublisher(channel, options.service, options.subscribers);
      channel.on('return', (message: ConsumeMessage) => returned.add(String(message.properties.messageId)));
    },
  });
  return {
    isConnected: () => link.current() !== null,
    close: () => link.close(),
    transport: async (event) => {
      const channel = link.current();
      if (channel === null) throw new BrokerUnreachableError('The event broker is away');
      // The broker returns a mandatory event that no queue takes; one without subscribers may be dropped.
      const mandatory = subscribed.has(event.type);
      const routingKey = routingKeyOf({ producer: options.service, type: event.type });
      await publishConfirmed(channel, EVENT_EXCHANGE, routingKey, encode(event), {
        messageId: event.id,
        type: event.type,
        mandatory,
      });
      // The broker sends the return before the confirmation.
      if (!returned.delete(event.id)) return;
      // The queue was deleted: a new channel declares and binds it again.
      channel.close().catch(() => {});
      throw new BrokerUnreachableError(`No queue takes ${event.type}`);
    },
  };
}

/**
 * Takes events from a service's queue, each acknowledged after the subscriber's commit. One that the subscriber rejects
 * waits in the broker, and comes again.
 * @param options.service - the subscriber's name, and thereby its queue; instances of one service share it
 * @param options.types - what it takes over
 */
export function startAmqpSubscription(options: {
  readonly url: string;
  readonly service: string;
  readonly types: readonly EventType[];
  readonly subscriber: EventSubscriber;
  readonly log: Logger;
}): { readonly isConnected: () => boolean; readonly stop: () => Promise<void> } {
  const { service, log } = options;
  const running = new Set<Promise<void>>();
  let cancel = async (): Promise<void> => {};

  const take = async (channel: ConfirmChannel, message: ConsumeMessage): Promise<void> => {
    const parsed = domainEventSchema.safeParse(parseJson(message.content.toString('utf8')));
    if (!parsed.success) {
      log.error(
        { messageId: message.properties.messageId as unknown },
        'a message is no event; it is set aside in the broker',
      );
      return channel.nack(message, false, false);
    }
    try {
      await options.subscriber(parsed.data);
    } catch (error) {
      const tries = triesOf(message) + 1;
      log.warn(
        { eventId: parsed.data.id, type: parsed.data.type, tries, err: error },
        'event not taken over; it comes again',
      );
      await publishConfirmed(channel, '', retryQueueOf(service, tries), message.content, {
        ...message.properties,
        headers: { [TRIES_HEADER]: tries },
        mandatory: true,
      });
    }
    channel.ack(message);
  };

  const link = startAmqpLink({
    ...options,
    prepare: async (channel) => {
      await declareSubscriber(channel, service, options.types);
      await channel.prefetch(PREFETCH);
      const { consumerTag } = await channel.consume(queueOf(service), (message) => {
        // The queue was deleted: begin anew, and declare it.
        if (message === null) return void channel.close().catch(() => {});
        // What cannot be acknowledged, on a channel that broke, the broker sends again.
        const work = take(channel, message).catch((error: unknown) =>
          log.warn({ err: error }, 'event not acknowledged; it comes again'),
        );
        running.add(work);
        void work.finally(() => running.delete(work));
      });
      cancel = async () => void (await channel.cancel(consumerTag));
    },
  });

  return {
    isConnected: () => link.current() !== null,
    stop: async () => {
      if (link.current() !== null) await cancel().catch(() => {});
      await Promise.all(running);
      await link.close();
    },
  };
}

const encode = (event: DomainEvent): Buffer => Buffer.from(JSON.stringify(event));

const triesOf = (message: ConsumeMessage): number => {
  const tries: unknown = message.properties.headers?.[TRIES_HEADER];
  return typeof tries === 'number' ? tries : 0;
};

/** Resolves when the broker has the message on disk. */
function publishConfirmed(
  channel: ConfirmChannel,
  exchange: string,
  key: string,
  content: Buffer,
  options: Options.Publish,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => settle(new BrokerUnreachableError('The broker confirmed nothing in time')),
      CONFIRM_TIMEOUT_MS,
    );
    const settle = (error: unknown): void => {
      clearTimeout(timer);
      channel.off('close', onClose);
      if (error) reject(new BrokerUnreachableError('The broker has not taken the event', { cause: error }));
      else resolve();
    };
    const onClose = (): void => settle(new BrokerUnreachableError('The connection to the broker broke'));
    channel.setMaxListeners(0).once('close', onClose);
    try {
      channel.publish(
        exchange,
        key,
        content,
        { contentType: 'application/json', persistent: true, ...options },
        settle,
      );
    } catch (error) {
      settle(error);
    }
  });
}
