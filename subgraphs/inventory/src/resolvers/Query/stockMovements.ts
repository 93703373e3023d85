import { z } from 'zod';
import { parseId } from '@storegraph/subgraph-kit/id';
import { parsePage, toConnection, toPage } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countMovements, listMovements } from '../../db/movement-store.ts';

export const stockMovements: NonNullable<QueryResolvers['stockMovements']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const request = parsePage(args, z.uuid());
  const variantId = parseId(args.variantId);
  const rows = variantId === null ? [] : await listMovements(db, variantId, request.position, request.first + 1);
  return toConnection(
    toPage(rows, request.first),
    request,
    ({ id }) => id,
    async () => (variantId === null ? 0 : countMovements(db, variantId)),
  );
};
