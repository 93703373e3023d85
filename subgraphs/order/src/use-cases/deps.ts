import type { Database } from '@storegraph/subgraph-kit/database/database';
import type { Idempotent } from '@storegraph/subgraph-kit/database/idempotency';
import type { EventSubscriber } from '@storegraph/subgraph-kit/events/events';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { RateLimit } from '@storegraph/subgraph-kit/limits/rate-limits';
import type { OutboxWatcher } from '@storegraph/subgraph-kit/events/outbox-watcher';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import type { HeldOrder, OwnOrder } from '../db/order-store.ts';
import type { Order } from '../domain/order.ts';
import type { Saga } from '../domain/saga.ts';
import type { Acceptance, Placement } from './accept-orders.ts';

/** What use cases work with. */
export type Deps = {
  readonly database: Database;
  readonly inventory: SubgraphClient;
  readonly payment: SubgraphClient;
  readonly user: SubgraphClient;
  readonly log: Logger;
  /** The shop's own, ISO 4217. */
  readonly currency: string;
  /** Hears of every event that is recorded, here or by another process. */
  readonly outboxWatcher: OutboxWatcher;
  /** Takes events of other subgraphs over, here to replay those that were given up on. */
  readonly inbox: EventSubscriber;

  // The steps of an order that many take at once, each done with that of all others who ask at the same time.

  /** Counts the placed orders of a network address. */
  readonly placeOrderRate: RateLimit;

  /** Counts looked up orders: of a network address, and of an order number. */
  readonly lookUpRate: { readonly byAddress: RateLimit; readonly byNumber: RateLimit };

  /** Accepts a request for an order, or refuses it, once per key. */
  readonly acceptOrder: (placement: Placement) => Promise<Idempotent<Acceptance>>;
  readonly findSaga: (orderId: string) => Promise<Saga | null>;
  /** Makes the order of a saga that reserved its stock, unless it exists. */
  readonly createOrder: (order: HeldOrder) => Promise<true>;
  /** The payable is open. False when the saga may have been moved by another process: look where it is. */
  readonly awaitPayment: (orderId: string) => Promise<boolean>;
  /** Null for another user's. */
  readonly findOwnOrder: (order: OwnOrder) => Promise<Order | null>;

  /**
   * Runs an order's saga until it has to wait, one run at a time in this process: a busy shop is asked again before it
   * has answered, and should not work twice. What was committed before the call is seen by the run that it waits for.
   */
  readonly advance: (orderId: string) => Promise<void>;
};
