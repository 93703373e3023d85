import { startAmqpPublisher, startAmqpSubscription } from './amqp-transport.ts';
import { subscribersOf, type Subscriptions } from './event-type.ts';
import type { EventSubscriber, EventTransport } from './events.ts';
import { httpEventTransport } from '../http/subgraph-client.ts';
import type { Logger } from '../log.ts';

/** The settings that choose how events travel; see `subgraphSettings`. */
export type EventSettings = {
  /** `amqp://...`; without it events are pushed over HTTP. */
  readonly EVENTS_URL?: string | undefined;
  readonly EVENT_SUBSCRIBERS: readonly { readonly name: string; readonly url: string }[];
  readonly INTERNAL_SECRET: Uint8Array;
};

/** How a subgraph sends and gets events. */
export type Events = {
  /** Null when no service subscribes. */
  readonly transport: EventTransport | null;
  /**
   * Attaches the subgraph's inbox, if it subscribes to anything. Over HTTP there is nothing to attach: events come to
   * `/events`.
   */
  subscribe(subscriber: EventSubscriber): void;
  /** Whether events flow; while they do not, they wait in the outbox, and the subgraph serves all the same. */
  readonly isConnected: () => boolean;
  /** Takes no more events, and lets running ones end. Before the subgraph stops. */
  unsubscribe(): Promise<void>;
  /** After the subgraph has stopped, and its relay with it. */
  close(): Promise<void>;
};

// A request that waits for an event's effect waits a second at most.
const HAND_OVER_TIMEOUT_MS = 700;

/**
 * Starts the transport that the settings ask for. The broker may be absent: it is awaited in the background.
 * @param options.subscriptions - what each service takes over: says where this one's events go, and what it gets
 * @param options.promptTypes - types of events whose effect a request waits for. With a broker they are handed to the
 * subscribers directly as well, before the transport resolves, if the subscribers answer at once; their inboxes make
 * the two one effect.
 * @throws Error when events are pushed, and the settings do not say where a subscriber is
 */
export function startEventTransport(options: {
  readonly service: string;
  readonly settings: EventSettings;
  readonly subscriptions: Subscriptions;
  readonly log: Logger;
  readonly promptTypes?: readonly string[];
}): Events {
  const { service, subscriptions, log, promptTypes = [] } = options;
  const { EVENTS_URL: url, EVENT_SUBSCRIBERS: addresses, INTERNAL_SECRET: secret } = options.settings;
  const subscribers = subscribersOf(service, subscriptions);
  const reached = addresses.flatMap((address) => {
    const types = subscribers.get(address.name);
    return types === undefined ? [] : [{ ...address, types, secret }];
  });
  if (url === undefined) {
    for (const name of subscribers.keys())
      if (!reached.some((address) => address.name === name))
        throw new Error(`EVENT_SUBSCRIBERS does not say where ${name} is, which takes events of ${service}`);
    const http = httpEventTransport(service, reached);
    return {
      transport: subscribers.size === 0 ? null : http.transport,
      subscribe: () => {},
      isConnected: () => true,
      unsubscribe: async () => {},
      close: http.close,
    };
  }
  const publisher = startAmqpPublisher({ url, service, subscribers, log });
  const direct = httpEventTransport(
    service,
    reached.map((subscriber) => ({ ...subscriber, timeoutMs: HAND_OVER_TIMEOUT_MS })),
  );
  const handOver: EventTransport = (event) =>
    direct
      .transport(event)
      .catch((error: unknown) =>
        log.debug(
          { err: error, eventId: event.id, type: event.type },
          'event not handed over directly; the broker brings it',
        ),
      );
  let subscription: ReturnType<typeof startAmqpSubscription> | null = null;
  return {
    transport: async (event) => {
      const handedOver = promptTypes.includes(event.type) ? handOver(event) : undefined;
      // Only the broker's word counts, and the outbox gets it after the effect that a request waits for.
      await publisher.transport(event).finally(() => handedOver);
    },
    isConnected: () => publisher.isConnected() && (subscription?.isConnected() ?? true),
    subscribe: (subscriber) => {
      const types = subscriptions[service] ?? [];
      if (types.length > 0) subscription = startAmqpSubscription({ url, service, types, subscriber, log });
    },
    unsubscribe: async () => subscription?.stop(),
    close: async () => {
      await Promise.all([publisher.close(), direct.close()]);
    },
  };
}
