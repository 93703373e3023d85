import type { Database } from '@storegraph/subgraph-kit/database';
import type { OutboxRelay } from '@storegraph/subgraph-kit/outbox';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  /** ISO 4217: the one currency that this shop sells in. */
  readonly currency: string;
  /** A variant whose available units fall to this number or below is reported as low. */
  readonly lowStockThreshold: number;
  /** Delivers events; wake it after a commit that recorded some. */
  readonly relay: OutboxRelay;
};
