import { auditDenials } from '@storegraph/subgraph-kit/audit-log';
import type { EventTransport } from '@storegraph/subgraph-kit/events';
import { startHousekeeping } from '@storegraph/subgraph-kit/housekeeping';
import { forgetOldKeys } from '@storegraph/subgraph-kit/idempotency';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { forgetDeliveredEvents, startOutboxRelay } from '@storegraph/subgraph-kit/outbox';
import { startSubgraph, type Subgraph } from '@storegraph/subgraph-kit/subgraph';
import { openSubgraphDatabase, type SubgraphDatabaseOptions } from '@storegraph/subgraph-kit/subgraph-database';
import { startWorker } from '@storegraph/subgraph-kit/worker';
import type { Context } from './context.ts';
import { createLoaders } from './loaders.ts';
import { owners, policy } from './policy.ts';
import type { PaymentProvider } from './providers/provider.ts';
import { createTestProvider } from './providers/test-provider.ts';
import { resolvers } from './resolvers/resolvers.ts';
import type { Deps } from './use-cases/deps.ts';
import { expirePayments } from './use-cases/expire-payments.ts';
import { settleRefunds } from './use-cases/settle-refunds.ts';

export type PaymentSubgraphOptions = SubgraphDatabaseOptions & {
  /** How long an attempt may be confirmed. */
  readonly windowSeconds: number;
  /** Moves the money; the built-in test provider when left out. */
  readonly provider?: PaymentProvider;
  readonly log: Logger;
  readonly eventTransport: EventTransport;
};

const SWEEP_EVERY_MS = 1_000;
const REFUND_EVERY_MS = 1_000;

export async function startPaymentSubgraph(options: PaymentSubgraphOptions): Promise<Subgraph> {
  const { log } = options;
  const database = await openSubgraphDatabase(options, new URL('../migrations', import.meta.url));
  const relay = startOutboxRelay({ database, transport: options.eventTransport, log });
  const deps: Deps = { database, relay, log, provider: options.provider ?? createTestProvider(), windowMs: Math.round(options.windowSeconds * 1_000) };
  const sweeper = startWorker({ name: 'payment sweeper', everyMs: SWEEP_EVERY_MS, log, run: () => expirePayments(deps) });
  const refunds = startWorker({ name: 'refund worker', everyMs: REFUND_EVERY_MS, log, run: () => settleRefunds(deps) });
  const housekeeping = startHousekeeping(database.db, log, [forgetOldKeys, forgetDeliveredEvents]);

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
    stop: async () => {
      await Promise.all([sweeper.stop(), refunds.stop(), housekeeping.stop()]);
      await relay.stop();
      await database.close();
    },
  });
}
