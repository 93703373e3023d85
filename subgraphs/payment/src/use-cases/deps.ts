import type { Database } from '@storegraph/subgraph-kit/database/database';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { OutboxRelay } from '@storegraph/subgraph-kit/events/outbox';
import type { Payable } from '../domain/payable.ts';
import type { Providers } from '../providers/providers.ts';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  /** Writes what an order owes, with that of others at the same time; false when the order has a payable already. */
  readonly insertPayable: (payable: Payable) => Promise<boolean>;
  /** Delivers events; for who waits until they are delivered. */
  readonly relay: Pick<OutboxRelay, 'runNow'>;
  readonly providers: Providers;
  readonly log: Logger;
  /** How long an attempt may be confirmed. */
  readonly windowMs: number;
};
