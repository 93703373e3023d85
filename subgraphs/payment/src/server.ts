import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { auditDenials } from '@storegraph/subgraph-kit/database/audit-log';
import { startHousekeeping } from '@storegraph/subgraph-kit/database/housekeeping';
import { forgetOldKeys } from '@storegraph/subgraph-kit/database/idempotency';
import { batched } from '@storegraph/subgraph-kit/concurrency/batch';
import { startErasures } from '@storegraph/subgraph-kit/erasure/erasure';
import { forgetOldTries } from '@storegraph/subgraph-kit/events/dead-letters';
import { createInbox, forgetOldReceipts } from '@storegraph/subgraph-kit/events/inbox';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/events/outbox';
import type { SubgraphOptions } from '@storegraph/subgraph-kit/service/service';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { openSubgraphDatabase } from '@storegraph/subgraph-kit/database/subgraph-database';
import { startWorker } from '@storegraph/subgraph-kit/concurrency/worker';
import type { Context } from './context.ts';
import { erasePerson } from './db/erasure-store.ts';
import { insertPayables } from './db/payable-store.ts';
import { forgetOldWebhookEvents } from './db/webhook-event-store.ts';
import { createLoaders } from './loaders.ts';
import { owners, policy } from './policy.ts';
import { courier } from './providers/courier.ts';
import type { PaymentProvider } from './providers/provider.ts';
import { createProviders } from './providers/providers.ts';
import { webhookSender } from './providers/send-webhook.ts';
import { createTestProvider } from './providers/test-provider.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { paymentSettings } from './settings.ts';
import type { Deps } from './use-cases/deps.ts';
import { expirePayments } from './use-cases/expire-payments.ts';
import { settleCharges } from './use-cases/settle-charges.ts';
import { settleRefunds } from './use-cases/settle-refunds.ts';
import { userEventHandlers } from './use-cases/user-events.ts';

type PaymentSubgraphOptions = SubgraphOptions<typeof paymentSettings> & {
  /** Move the money; `builtInProviders` when left out, where a real one gets its entry. */
  readonly providers?: readonly PaymentProvider[];
};

const SWEEP_EVERY_MS = 1_000;
const CHARGE_EVERY_MS = 1_000;
const REFUND_EVERY_MS = 1_000;

export async function startPaymentSubgraph(options: PaymentSubgraphOptions): Promise<Subgraph> {
  const { log, settings } = options;
  const database = await openSubgraphDatabase(options, new URL('../migrations', import.meta.url));
  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const inbox = createInbox({ database, types: subscriptions.payment, handlers: userEventHandlers, log });
  const providers = createProviders(
    options.providers ?? builtInProviders(options),
    settings.PAYMENT_PROVIDER_TIMEOUT_MS,
  );
  const deps: Deps = {
    database,
    insertPayable: batched((payables) => insertPayables(database.db, payables)),
    relay,
    log,
    providers,
    windowMs: Math.round(settings.PAYMENT_WINDOW_SECONDS * 1_000),
  };
  const sweeper = startWorker({
    name: 'payment sweeper',
    everyMs: SWEEP_EVERY_MS,
    log,
    run: () => expirePayments(deps),
  });
  const charges = startWorker({ name: 'charge worker', everyMs: CHARGE_EVERY_MS, log, run: () => settleCharges(deps) });
  const refunds = startWorker({ name: 'refund worker', everyMs: REFUND_EVERY_MS, log, run: () => settleRefunds(deps) });
  const erasures = startErasures({ database, log, erase: erasePerson });
  const housekeeping = startHousekeeping(database.db, log, [
    forgetOldKeys,
    forgetDeliveredEvents,
    forgetOldWebhookEvents,
    forgetOldReceipts,
    forgetOldTries,
  ]);

  return startSubgraph<Context>({
    name: 'payment',
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    policy,
    owners,
    onDenied: auditDenials(database),
    createContext: (request) => ({ ...request, deps, loaders: createLoaders(database.db, request.viewer) }),
    log,
    checkReady: () => database.ping(),
    subscriber: inbox,
    stop: async () => {
      await Promise.all([sweeper.stop(), charges.stop(), refunds.stop(), erasures.stop(), housekeeping.stop()]);
      await relay.stop();
      await database.close();
    },
  });
}

function builtInProviders({ settings, log }: PaymentSubgraphOptions): readonly PaymentProvider[] {
  const { PAYMENT_WEBHOOK_SECRET: webhookSecret, TEST_PROVIDER_WEBHOOK_URL: url } = settings;
  const tell = webhookSender({ secret: webhookSecret, url, log });
  return [createTestProvider({ webhookSecret, tell }), courier];
}
