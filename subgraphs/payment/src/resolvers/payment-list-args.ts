import { parseId } from '@storegraph/subgraph-kit/id';
import { parsePage } from '@storegraph/subgraph-kit/pagination';
import { z } from 'zod';
import type { QueryPaymentsArgs } from '../__generated__/resolvers.ts';
import type { PaymentFilter, PaymentList, PaymentPosition, PaymentSort } from '../db/payment-list-store.ts';

const positionIn = (sort: PaymentSort): z.ZodType<PaymentPosition> =>
  z.object({ sort: z.literal(sort), startedAt: z.iso.datetime(), id: z.uuid() });

/** Reads the arguments of a list of payments. */
export function parsePaymentList(args: Partial<QueryPaymentsArgs>): PaymentList {
  const sort = args.sort ?? 'STARTED_AT_DESC';
  return { filter: parseFilter(args.filter ?? {}), sort, page: parsePage(args, positionIn(sort)) };
}

const parseFilter = ({ status, userId, orderId }: NonNullable<QueryPaymentsArgs['filter']>): PaymentFilter => ({
  statuses: status ?? null,
  userId: parseIdFilter(userId),
  orderId: parseIdFilter(orderId),
});

const NOBODYS_ID = '00000000-0000-0000-0000-000000000000';

/** What is no id of ours is the id of nothing. */
const parseIdFilter = (id: string | null | undefined): string | null => (id === null || id === undefined ? null : (parseId(id) ?? NOBODYS_ID));
