import { z } from 'zod';
import { parseId } from '@storegraph/subgraph-kit/id';
import { toPage } from '@storegraph/subgraph-kit/database/keyset';
import { parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { countMovements, listMovements } from '../../db/movement-store.ts';

const position = z.tuple([z.uuid()]);

export const stockMovements: NonNullable<QueryResolvers['stockMovements']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const request = parsePage(args, 'MOVED_LAST', position);
  const variantId = parseId(args.variantId);
  const rows =
    variantId === null ? [] : await listMovements(db, variantId, request.position?.[0] ?? null, request.first + 1);
  return toConnection(
    toPage(rows, request.first),
    request,
    ({ id }): [string] => [id],
    async () => (variantId === null ? 0 : countMovements(db, variantId)),
  );
};
