import type { Connection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { DeadLetter } from '@storegraph/subgraph-kit/events/dead-letter-store';
import type { KeptRequest } from '../db/order-request-store.ts';
import type { Order } from '../domain/order.ts';
import type { SagaProgress } from '../domain/saga.ts';

/** What resolvers return for a page of orders. */
export type OrderConnection = Connection<Order>;
/** What resolvers return for a page of sagas. */
export type SagaConnection = Connection<SagaProgress>;
/** What resolvers return for a page of dead letters. */
export type DeadLetterConnection = Connection<DeadLetter>;
/** What resolvers return for a page of requests for orders. */
export type OrderRequestConnection = Connection<KeptRequest>;
