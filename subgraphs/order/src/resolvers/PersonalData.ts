import { parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import { resolveReference } from '@storegraph/subgraph-kit/graphql/reference';
import { z } from 'zod';
import type { PersonalDataResolvers } from '../__generated__/resolvers.ts';
import { countOrderRequests, listOrderRequests } from '../db/order-request-store.ts';

const position = z.tuple([z.uuid()]);

export const PersonalData = {
  __resolveReference: resolveReference,
  orderRequests: async ({ id: userId }, args, { deps }) => {
    const { db } = deps.database;
    const page = parsePage(args, 'ORDER_REQUESTS', position);
    return toConnection(
      await listOrderRequests(db, userId, page),
      page,
      ({ id }): readonly [string] => [id],
      () => countOrderRequests(db, userId),
    );
  },
} satisfies PersonalDataResolvers;
