import type { Database } from '@storegraph/subgraph-kit/database';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  /** ISO 4217: the one currency that this shop sells in. */
  readonly currency: string;
  /** A variant whose available units fall to this number or below is reported as low. */
  readonly lowStockThreshold: number;
  /** Call it after a commit that wrote events. */
  readonly wakeRelay: () => void;
};
