import type { Database } from '@storegraph/subgraph-kit/database';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { SubgraphClient } from '@storegraph/subgraph-kit/subgraph-request';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  readonly inventory: SubgraphClient;
  readonly payment: SubgraphClient;
  readonly log: Logger;
  /** How long an unpaid order holds its stock. */
  readonly holdMs: number;
  /** The shop's own, ISO 4217. */
  readonly currency: string;
  /** Has the outbox delivered soon; call it after a commit that recorded events. */
  readonly wakeRelay: () => void;
};
