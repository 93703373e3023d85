import { toConnection, type Connection, type Page } from '@storegraph/subgraph-kit/pagination';
import type { PaymentList } from '../db/payment-list-store.ts';
import type { Payment } from '../domain/payment.ts';

export type PaymentConnection = Connection<Payment>;

export const toPaymentConnection = (page: Page<Payment>, list: PaymentList, totalCount: () => Promise<number>): PaymentConnection =>
  toConnection(page, list.page, ({ startedAt, id }) => ({ sort: list.sort, startedAt: startedAt.toISOString(), id }), totalCount);
