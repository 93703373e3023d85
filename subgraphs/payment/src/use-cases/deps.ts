import type { Database } from '@storegraph/subgraph-kit/database';
import type { OutboxRelay } from '@storegraph/subgraph-kit/outbox';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  /** Delivers events; wake it after a commit that recorded some. */
  readonly relay: OutboxRelay;
  /** How long an attempt may be confirmed. */
  readonly windowMs: number;
};
