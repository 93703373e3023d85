import { z } from 'zod';
import type { Page } from '@storegraph/subgraph-kit/database/keyset';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { cursorMoment, parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryPaymentsArgs } from '../__generated__/resolvers.ts';
import type { PaymentFilter, PaymentList, PaymentPosition } from '../db/payment-list-store.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentConnection } from './connections.ts';

const position: z.ZodType<PaymentPosition> = z.tuple([cursorMoment, z.uuid()]);

/** Reads the arguments of a list of payments. */
export function parsePaymentList(args: Partial<QueryPaymentsArgs>): PaymentList {
  const sort = args.sort ?? 'STARTED_AT_DESC';
  return { filter: parseFilter(args.filter ?? {}), sort, page: parsePage(args, sort, position) };
}

const parseFilter = ({ status, userId, orderId }: NonNullable<QueryPaymentsArgs['filter']>): PaymentFilter => ({
  statuses: status ?? null,
  userId: parseIdFilter(userId),
  orderId: parseIdFilter(orderId),
});

const parseIdFilter = (id: string | null | undefined): string | null =>
  id === null || id === undefined ? null : idOrNil(id);

export const toPaymentConnection = (
  payments: Page<Payment>,
  { page }: PaymentList,
  totalCount: () => Promise<number>,
): PaymentConnection =>
  toConnection(payments, page, ({ startedAt, id }): PaymentPosition => [startedAt, id], totalCount);
