import { z } from 'zod';
import { toPage } from '@storegraph/subgraph-kit/database/keyset';
import { parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countLowStock, listLowStock, type LowStockPosition } from '../../db/stock-store.ts';

const position = z.tuple([z.int(), z.uuid()]);

export const lowStock: NonNullable<QueryResolvers['lowStock']> = async (
  _,
  { threshold, ...args },
  { deps, loaders },
) => {
  const { db } = deps.database;
  const request = parsePage(args, 'AVAILABLE_ASC', position);
  const page = toPage(await listLowStock(db, threshold, request.position, request.first + 1), request.first);
  const items = (
    await Promise.all(
      page.items.map(async (at) => {
        const variant = await loaders.variant.load(at.variantId);
        return variant === null ? [] : [{ variant, at }];
      }),
    )
  ).flat();
  const connection = toConnection(
    { ...page, items },
    request,
    ({ at }): LowStockPosition => [at.available, at.variantId],
    () => countLowStock(db, threshold),
  );
  return { ...connection, edges: connection.edges.map(({ node, cursor }) => ({ node: node.variant, cursor })) };
};
