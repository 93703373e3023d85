import type { Connection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { Payment } from '../domain/payment.ts';

/** What resolvers return for a page of payments. */
export type PaymentConnection = Connection<Payment>;
