import { z } from 'zod';
import type { Page } from '@storegraph/subgraph-kit/database/keyset';
import { parseId } from '@storegraph/subgraph-kit/id';
import { cursorMoment, parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QuerySagasArgs } from '../__generated__/resolvers.ts';
import { sagaSortOf, type SagaFilter, type SagaList, type SagaPosition } from '../db/saga-list-store.ts';
import type { SagaProgress } from '../domain/saga.ts';
import type { SagaConnection } from './connections.ts';

const positions: Readonly<Record<ReturnType<typeof sagaSortOf>, z.ZodType<SagaPosition>>> = {
  NEWEST: z.tuple([z.uuid()]),
  DUE: z.tuple([cursorMoment, z.uuid()]),
};

/** Reads the arguments of a list of sagas. */
export function parseSagaList(args: Partial<QuerySagasArgs>): SagaList {
  const { states, orderId, isOverdue } = args.filter ?? {};
  const filter: SagaFilter = {
    ...(states && { states }),
    ...(typeof orderId === 'string' && { orderId: parseId(orderId) }),
    ...(typeof isOverdue === 'boolean' && { isOverdue }),
  };
  const sort = sagaSortOf(filter);
  return { filter, page: parsePage(args, sort, positions[sort]) };
}

export function toSagaConnection(
  sagas: Page<SagaProgress>,
  { filter, page }: SagaList,
  totalCount: () => Promise<number>,
): SagaConnection {
  const isByTime = sagaSortOf(filter) === 'DUE';
  return toConnection(
    sagas,
    page,
    ({ orderId, nextRunAt }): SagaPosition => (isByTime && nextRunAt ? [nextRunAt, orderId] : [orderId]),
    totalCount,
  );
}
