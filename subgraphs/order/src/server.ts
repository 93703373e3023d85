import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { auditDenials } from '@storegraph/subgraph-kit/database/audit-log';
import { startErasures } from '@storegraph/subgraph-kit/erasure/erasure';
import { forgetOldTries } from '@storegraph/subgraph-kit/events/dead-letters';
import { startHousekeeping } from '@storegraph/subgraph-kit/database/housekeeping';
import { forgetOldKeys } from '@storegraph/subgraph-kit/database/idempotency';
import { createInbox, forgetOldReceipts } from '@storegraph/subgraph-kit/events/inbox';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/events/outbox';
import { createOutboxWatcher } from '@storegraph/subgraph-kit/events/outbox-watcher';
import { batched } from '@storegraph/subgraph-kit/concurrency/batch';
import { coalesced } from '@storegraph/subgraph-kit/concurrency/coalesce';
import { createRateLimits } from '@storegraph/subgraph-kit/limits/rate-limits';
import type { SubgraphOptions } from '@storegraph/subgraph-kit/service/service';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { openSubgraphDatabase } from '@storegraph/subgraph-kit/database/subgraph-database';
import { startWorker } from '@storegraph/subgraph-kit/concurrency/worker';
import type { Context } from './context.ts';
import { erasePerson } from './db/erasure-store.ts';
import { findOwnOrders } from './db/order-store.ts';
import { awaitPayments, findSagas } from './db/saga-store.ts';
import { createLoaders } from './loaders.ts';
import { owners, policy } from './policy.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { orderSettings } from './settings.ts';
import { acceptOrders } from './use-cases/accept-orders.ts';
import { advanceOrder } from './use-cases/advance-order.ts';
import { createOrders } from './use-cases/create-orders.ts';
import type { Deps } from './use-cases/deps.ts';
import { paymentEventHandlers } from './use-cases/payment-events.ts';
import { recoverOrders } from './use-cases/recover-orders.ts';
import { userEventHandlers } from './use-cases/user-events.ts';

const RECOVER_EVERY_MS = 1_000;

export async function startOrderSubgraph(
  options: SubgraphOptions<typeof orderSettings, 'inventory' | 'payment' | 'user'>,
): Promise<Subgraph> {
  const { log, settings } = options;
  const { inventory, payment, user } = options.clients;
  const currency = settings.SHOP_CURRENCY;
  const limits = {
    shopper: { maxUnpaidOrders: settings.SHOPPER_MAX_UNPAID_ORDERS, maxHeldUnits: settings.SHOPPER_MAX_HELD_UNITS },
    network: { maxUnpaidOrders: settings.NETWORK_MAX_UNPAID_ORDERS, maxHeldUnits: settings.NETWORK_MAX_HELD_UNITS },
  };
  const database = await openSubgraphDatabase(options, new URL('../migrations', import.meta.url));
  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const outboxWatcher = createOutboxWatcher({ database, log });
  const inbox = createInbox({
    database,
    types: subscriptions.order,
    handlers: { ...paymentEventHandlers, ...userEventHandlers },
    log,
  });
  const times = { holdMs: settings.ORDER_HOLD_MINUTES * 60_000, guestHoldMs: settings.GUEST_HOLD_MINUTES * 60_000 };
  const rateLimits = createRateLimits({ redisUrl: settings.REDIS_URL, log });
  const deps: Deps = {
    database,
    inventory,
    payment,
    user,
    log,
    currency,
    outboxWatcher,
    inbox,
    lookUpRate: {
      byAddress: rateLimits.limit('look-up-from', settings.LOOK_UP_RATE),
      byNumber: rateLimits.limit('look-up-of', settings.LOOK_UP_RATE),
    },
    placeOrderRate: rateLimits.limit('place-order', settings.PLACE_ORDER_RATE),
    acceptOrder: batched((placements) => acceptOrders(database, limits, placements)),
    findSaga: batched((orderIds) => findSagas(database.db, orderIds)),
    createOrder: batched((orders) => createOrders(database, times, orders)),
    awaitPayment: batched((orderIds) => awaitPayments(database.db, orderIds)),
    findOwnOrder: batched((orders) => findOwnOrders(database.db, orders)),
    advance: coalesced((orderId) => advanceOrder(deps, orderId)),
  };
  const recovery = startWorker({
    name: 'order recovery',
    everyMs: RECOVER_EVERY_MS,
    log,
    run: () => recoverOrders(deps),
  });
  const erasures = startErasures({ database, log, erase: erasePerson });
  const housekeeping = startHousekeeping(database.db, log, [
    forgetOldKeys,
    forgetDeliveredEvents,
    forgetOldReceipts,
    forgetOldTries,
  ]);

  return startSubgraph<Context>({
    name: 'order',
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policy,
    owners,
    onDenied: auditDenials(database),
    createContext: (request) => ({ ...request, deps, loaders: createLoaders(deps, request.viewer) }),
    log,
    checkReady: () => database.ping(),
    subscriber: inbox,
    stop: async () => {
      await Promise.all([recovery.stop(), erasures.stop(), housekeeping.stop()]);
      await Promise.all([relay.stop(), outboxWatcher.stop()]);
      rateLimits.close();
      await database.close();
    },
  });
}
