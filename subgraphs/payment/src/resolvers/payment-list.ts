import { z } from 'zod';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { parsePage, toConnection, type Page } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryPaymentsArgs } from '../__generated__/resolvers.ts';
import type { PaymentFilter, PaymentList, PaymentPosition, PaymentSort } from '../db/payment-list-store.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentConnection } from './connections.ts';

const positionIn = (sort: PaymentSort): z.ZodType<PaymentPosition> =>
  z.object({ sort: z.literal(sort), startedAt: z.iso.datetime(), id: z.uuid() });

const positions = { STARTED_AT_DESC: positionIn('STARTED_AT_DESC'), STARTED_AT_ASC: positionIn('STARTED_AT_ASC') };

/** Reads the arguments of a list of payments. */
export function parsePaymentList(args: Partial<QueryPaymentsArgs>): PaymentList {
  const sort = args.sort ?? 'STARTED_AT_DESC';
  return { filter: parseFilter(args.filter ?? {}), sort, page: parsePage(args, positions[sort]) };
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
  { sort, page }: PaymentList,
  totalCount: () => Promise<number>,
): PaymentConnection =>
  toConnection(payments, page, ({ startedAt, id }) => ({ sort, startedAt: startedAt.toISOString(), id }), totalCount);
