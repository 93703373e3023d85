import { pictureFolder } from '@storegraph/demo-shop/pictures';
import { startInventorySubgraph } from '@storegraph/inventory/server';
import type { ShopperLimits } from '@storegraph/order/domain/shopper-limits';
import { startOrderSubgraph } from '@storegraph/order/server';
import { startPaymentSubgraph } from '@storegraph/payment/server';
import { startRouter } from '@storegraph/router/server';
import { inProcessTransport, type EventSubscriber } from '@storegraph/subgraph-kit/events/events';
import type { StatementListener } from '@storegraph/subgraph-kit/database/database';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import { accessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { startUserSubgraph } from '@storegraph/user/server';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { clientFolder } from './client-folder.ts';
import type { DatabaseUrls, SubgraphName } from './databases.ts';
import type { Secrets } from './secrets.ts';

/** How to run the whole shop in one process. */
export type ShopOptions = {
  readonly databases: DatabaseUrls;
  readonly secrets: Secrets;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly windowSeconds: number;
  readonly holdMinutes: number;
  readonly limits: ShopperLimits;
  readonly currency: string;
  readonly log: Logger;
  /** Hears every SQL statement of every subgraph; for tests that count them. */
  readonly onStatement?: StatementListener;
  /** Hears which subgraph the router asks, request by request; for tests that count them. */
  readonly onSubgraphRequest?: (subgraph: SubgraphName) => void;
};

/** A running shop. */
export type Shop = { readonly url: string; stop(): Promise<void> };

const CONNECTIONS = 16;
const TOKEN_PARTY = 'storegraph';

/** Starts four subgraphs and the router in this process: the router reaches them by function calls, events likewise. */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const { databases, secrets, log } = options;
  // What runs so far, to be stopped in the opposite order.
  const running: { stop(): Promise<void> }[] = [];
  const keep = <Service extends { stop(): Promise<void> }>(service: Service): Service => {
    running.push(service);
    return service;
  };
  const stop = async (): Promise<void> => {
    for (const service of running.toReversed()) await service.stop();
  };
  const common = (name: keyof DatabaseUrls) => ({
    databaseUrl: databases[name].url,
    migrationDatabaseUrl: databases[name].migrationUrl,
    connections: CONNECTIONS,
    log: log.child({ subgraph: name }),
    ...(options.onStatement && { onStatement: options.onStatement }),
  });

  const asked =
    (name: SubgraphName, { client }: Subgraph): SubgraphClient =>
    (request) => {
      options.onSubgraphRequest?.(name);
      return client(request);
    };

  // Payment's relay may find old events before the order subgraph runs; they wait for it.
  const order = Promise.withResolvers<Subgraph>();
  order.promise.catch(() => {});
  const toOrder: EventSubscriber = async (event) => (await order.promise).subscriber(event);
  let url: string | undefined;

  try {
    const user = keep(
      await startUserSubgraph({
        ...common('user'),
        eventTransport: null,
        accessTokenKeys: accessTokenKeys.parse(JSON.parse(secrets.accessTokenKeys)),
        secureCookies: false,
      }),
    );
    const inventory = keep(
      await startInventorySubgraph({ ...common('inventory'), eventTransport: null, currency: options.currency }),
    );
    const payment = keep(
      await startPaymentSubgraph({
        ...common('payment'),
        eventTransport: inProcessTransport([toOrder]),
        windowSeconds: options.windowSeconds,
        webhookSecret: new TextEncoder().encode(secrets.paymentWebhookSecret),
        // Known once the router listens.
        testWebhookUrl: () => url && `${url}/webhooks/test`,
      }),
    );
    const orders = keep(
      await startOrderSubgraph({
        ...common('order'),
        eventTransport: null,
        inventory: inventory.client,
        payment: payment.client,
        holdMinutes: options.holdMinutes,
        limits: options.limits,
        currency: options.currency,
      }),
    );
    order.resolve(orders);
    const router = keep(
      await startRouter({
        host: options.host,
        port: options.port,
        clients: {
          user: asked('user', user),
          inventory: asked('inventory', inventory),
          order: asked('order', orders),
          payment: asked('payment', payment),
        },
        streams: { order: orders.stream },
        keySet: createLocalJWKSet(user.publicDocuments['/.well-known/jwks.json']?.() as JSONWebKeySet),
        issuer: TOKEN_PARTY,
        audience: TOKEN_PARTY,
        isPlaygroundEnabled: true,
        allowedOrigins: [],
        secureCookies: false,
        clientFolder,
        pictureFolder: pictureFolder(),
        // In place of the smallest query, which would not touch a database.
        readinessChecks: Object.fromEntries(
          [user, inventory, orders, payment].map(({ name, checkReady }) => [name, checkReady]),
        ),
        log: log.child({ service: 'router' }),
      }),
    );
    url = `http://localhost:${router.port}`;
    return { url, stop };
  } catch (error) {
    order.reject(error);
    await stop();
    throw error;
  }
}
