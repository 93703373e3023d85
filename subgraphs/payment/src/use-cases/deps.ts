import type { Database } from '@storegraph/subgraph-kit/database';
import type { OutboxRelay } from '@storegraph/subgraph-kit/outbox';

export type Deps = {
  readonly database: Database;
  readonly relay: OutboxRelay;
  /** How long an attempt may be confirmed. */
  readonly windowMs: number;
};
