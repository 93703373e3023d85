import type { PrivateBroker } from '@storegraph/testkit/private-broker';
import { startAmqpPublisher, startAmqpSubscription } from '../src/events/amqp-transport.ts';
import { startEventTransport } from '../src/events/transport.ts';
import { inProcessTransport, type EventSubscriber, type EventTransport } from '../src/events/events.ts';
import { startHttpServer } from '../src/http/http-server.ts';
import { httpEventTransport } from '../src/http/subgraph-client.ts';
import { createLogger } from '../src/log.ts';
import { receiveEvent } from '../src/http/event-endpoint.ts';
import { testEventsOf } from './test-events.ts';
import { verifyStatement, VIEWER_HEADER } from '../src/viewer.ts';

/** A transport with one subscriber that can go and come back. */
export type Line = {
  readonly transport: EventTransport;
  readonly subscriberGoes: () => Promise<void>;
  readonly subscriberReturns: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const log = createLogger('test', 'silent');
const secret = new TextEncoder().encode('a secret of the transport suite, 32 bytes+');

export async function inProcessLine(subscriber: EventSubscriber): Promise<Line> {
  let isAway = false;
  return {
    transport: inProcessTransport([(event) => (isAway ? Promise.reject(new Error('away')) : subscriber(event))]),
    subscriberGoes: async () => void (isAway = true),
    subscriberReturns: async () => void (isAway = false),
    close: async () => {},
  };
}

const listenForEvents = (subscriber: EventSubscriber, port: number) =>
  startHttpServer({
    host: '127.0.0.1',
    port,
    log,
    handler: async (request, response) => {
      const asked = verifyStatement(String(request.headers[VIEWER_HEADER]), secret);
      if (asked !== null) await receiveEvent(request, response, asked.viewer, subscriber);
    },
  });

export async function httpLine(subscriber: EventSubscriber): Promise<Line> {
  const listen = (port: number) => listenForEvents(subscriber, port);
  let server = await listen(0);
  const { port } = server;
  const sender = httpEventTransport('publisher', [{ url: server.url, secret, types: ['Counted'] }]);
  return {
    transport: sender.transport,
    subscriberGoes: () => server.stop(),
    subscriberReturns: async () => {
      server = await listen(port);
    },
    close: async () => {
      await sender.close();
      await server.stop();
    },
  };
}

export async function amqpLine(broker: PrivateBroker, subscriber: EventSubscriber, name: string): Promise<Line> {
  const { Counted } = testEventsOf(`${name}-publisher`);
  const publisher = startAmqpPublisher({
    url: broker.url,
    service: Counted.producer,
    subscribers: new Map([[name, [Counted.type]]]),
    log,
  });
  const subscribe = () => startAmqpSubscription({ url: broker.url, service: name, types: [Counted], subscriber, log });
  let subscription = subscribe();
  return {
    transport: publisher.transport,
    subscriberGoes: () => subscription.stop(),
    subscriberReturns: async () => {
      subscription = subscribe();
    },
    close: async () => {
      await publisher.close();
      await subscription.stop();
    },
  };
}

/** As a service's settings choose it with a broker: `Counted` is handed over directly as well. */
export async function promptLine(
  broker: PrivateBroker,
  subscriber: EventSubscriber,
  name: string,
): Promise<Line & { readonly isConnected: () => boolean }> {
  let server = await listenForEvents(subscriber, 0);
  const settings = { EVENTS_URL: broker.url, EVENT_SUBSCRIBERS: [{ name, url: server.url }], INTERNAL_SECRET: secret };
  const { Counted } = testEventsOf(`${name}-publisher`);
  const subscriptions = { [name]: [Counted] };
  const publisher = startEventTransport({
    service: Counted.producer,
    settings,
    subscriptions,
    log,
    promptTypes: [Counted.type],
  });
  const subscribe = () => {
    const events = startEventTransport({ service: name, settings, subscriptions, log });
    events.subscribe(subscriber);
    return events;
  };
  let subscription = subscribe();
  const subscriberGoes = async (): Promise<void> => {
    await Promise.all([server.stop(), subscription.unsubscribe()]);
    await subscription.close();
  };
  return {
    transport: publisher.transport!,
    isConnected: publisher.isConnected,
    subscriberGoes,
    subscriberReturns: async () => {
      server = await listenForEvents(subscriber, server.port);
      subscription = subscribe();
    },
    close: async () => {
      await publisher.close();
      await subscriberGoes();
    },
  };
}
