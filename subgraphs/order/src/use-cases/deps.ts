import type { Database } from '@storegraph/subgraph-kit/database';
import type { EventSubscriber } from '@storegraph/subgraph-kit/events';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { OutboxRelay } from '@storegraph/subgraph-kit/outbox';
import type { SubgraphClient } from '@storegraph/subgraph-kit/subgraph-request';
import type { ShopperLimits } from '../domain/shopper-limits.ts';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  readonly inventory: SubgraphClient;
  readonly payment: SubgraphClient;
  readonly log: Logger;
  /** How long an unpaid order holds its stock. */
  readonly holdMs: number;
  /** What one shopper may hold without paying. */
  readonly limits: ShopperLimits;
  /** The shop's own, ISO 4217. */
  readonly currency: string;
  /** Delivers events; wake it after a commit that recorded some. */
  readonly relay: OutboxRelay;
  /** Takes events of other subgraphs over, here to replay those that were given up on. */
  readonly inbox: EventSubscriber;
};
