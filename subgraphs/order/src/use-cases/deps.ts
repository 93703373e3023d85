import type { Database } from '@storegraph/subgraph-kit/database/database';
import type { EventSubscriber } from '@storegraph/subgraph-kit/events/events';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { OutboxWatcher } from '@storegraph/subgraph-kit/events/outbox-watcher';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import type { Together } from './together.ts';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  readonly inventory: SubgraphClient;
  readonly payment: SubgraphClient;
  readonly log: Logger;
  readonly together: Together;
  /**
   * Advances an order, unless this process does already: a busy shop is asked again before it has answered, and should
   * not work twice.
   */
  readonly makeOrder: (orderId: string) => Promise<void>;
  /** The shop's own, ISO 4217. */
  readonly currency: string;
  /** Tells of every event that is recorded, here or by another process. */
  readonly outboxWatcher: OutboxWatcher;
  /** Takes events of other subgraphs over, here to replay those that were given up on. */
  readonly inbox: EventSubscriber;
};
