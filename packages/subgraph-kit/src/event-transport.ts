import { startAmqpPublisher, startAmqpSubscription } from './amqp-transport.ts';
import type { EventSubscriber, EventTransport } from './events.ts';
import { httpEventTransport } from './http-transport.ts';
import type { Logger } from './log.ts';

/** The settings that choose how events travel; see `subgraphSettings`. */
export type EventSettings = {
  /** `amqp://...`; without it events are pushed over HTTP. */
  readonly EVENTS_URL?: string | undefined;
  readonly EVENT_SUBSCRIBERS: readonly { readonly name: string; readonly url: string }[];
  readonly INTERNAL_SECRET: Uint8Array;
};

/** How a subgraph sends and gets events. */
export type Events = {
  readonly transport: EventTransport;
  /** Attaches the subgraph's inbox. Over HTTP there is nothing to attach: events come to `/events`. */
  subscribe(subscriber: EventSubscriber): void;
  /** Whether events flow; while they do not, they wait in the outbox, and the subgraph serves all the same. */
  readonly isConnected: () => boolean;
  /** Takes no more events, and lets running ones end. Before the subgraph stops. */
  unsubscribe(): Promise<void>;
  /** After the subgraph has stopped, and its relay with it. */
  close(): Promise<void>;
};

/** Starts the transport that the settings ask for. The broker may be absent: it is awaited in the background. */
export function startEventTransport(options: { readonly service: string; readonly settings: EventSettings; readonly log: Logger }): Events {
  const { service, log } = options;
  const { EVENTS_URL: url, EVENT_SUBSCRIBERS: subscribers, INTERNAL_SECRET: secret } = options.settings;
  if (url === undefined) {
    const http = httpEventTransport(service, subscribers.map((subscriber) => ({ url: subscriber.url, secret })));
    return { transport: http.transport, subscribe: () => {}, isConnected: () => true, unsubscribe: async () => {}, close: http.close };
  }
  const publisher = startAmqpPublisher({ url, service, subscribers: subscribers.map(({ name }) => name), log });
  let subscription: ReturnType<typeof startAmqpSubscription> | null = null;
  return {
    transport: publisher.transport,
    isConnected: () => publisher.isConnected() && (subscription?.isConnected() ?? true),
    subscribe: (subscriber) => {
      subscription = startAmqpSubscription({ url, service, subscriber, log });
    },
    unsubscribe: async () => subscription?.stop(),
    close: publisher.close,
  };
}
