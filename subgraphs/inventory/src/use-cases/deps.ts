import type { Database } from '@storegraph/subgraph-kit/database/database';
import type { ReservedLine } from '../db/reservation-store.ts';
import type { HoldRequest } from '../domain/reservation.ts';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  /** ISO 4217: the one currency that this shop sells in. */
  readonly currency: string;
  /** A variant whose available units fall to this number or below is reported as low. */
  readonly lowStockThreshold: number;
  /** Holds the lines of an order, with those of others who ask at the same time. */
  readonly holdLines: (request: HoldRequest) => Promise<readonly ReservedLine[]>;
};
