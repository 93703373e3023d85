import { z } from 'zod';
import { parseId } from '@storegraph/subgraph-kit/id';
import { parsePage, toConnection, type Page } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QuerySagasArgs } from '../__generated__/resolvers.ts';
import { sagaSortOf, type SagaFilter, type SagaList } from '../db/saga-list-store.ts';
import type { SagaProgress } from '../domain/saga.ts';
import type { SagaConnection } from './connections.ts';

/** Reads the arguments of a list of sagas. */
export function parseSagaList(args: Partial<QuerySagasArgs>): SagaList {
  const { states, orderId, isOverdue } = args.filter ?? {};
  const filter: SagaFilter = {
    ...(states && { states }),
    ...(typeof orderId === 'string' && { orderId: parseId(orderId) }),
    ...(typeof isOverdue === 'boolean' && { isOverdue }),
  };
  const position = z.object({
    sort: z.literal(sagaSortOf(filter)),
    nextRunAt: z.iso.datetime().nullable(),
    orderId: z.uuid(),
  });
  return { filter, page: parsePage(args, position) };
}

export function toSagaConnection(
  sagas: Page<SagaProgress>,
  { filter, page }: SagaList,
  totalCount: () => Promise<number>,
): SagaConnection {
  const sort = sagaSortOf(filter);
  return toConnection(
    sagas,
    page,
    ({ orderId, nextRunAt }) => ({
      sort,
      nextRunAt: sort === 'DUE' && nextRunAt ? nextRunAt.toISOString() : null,
      orderId,
    }),
    totalCount,
  );
}
