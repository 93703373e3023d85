import { z } from 'zod';
import { parseArgument } from '@storegraph/subgraph-kit/graphql/parse-argument';
import { id } from '@storegraph/subgraph-kit/input/id';
import { quantity } from '@storegraph/subgraph-kit/input/quantity';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { MAX_LINES, MAX_QUANTITY } from '../../domain/reservation.ts';
import * as useCase from '../../use-cases/reserve-stock.ts';
import { orderId } from '../order-stock.ts';

const LINES = `An order has 1 to ${MAX_LINES} lines`;
const inputSchema = z.object({
  orderId,
  lines: z
    .array(z.object({ variantId: id, quantity: quantity(1, MAX_QUANTITY) }))
    .min(1, LINES)
    .max(MAX_LINES, LINES),
});

export const reserveStock: NonNullable<MutationResolvers['reserveStock']> = async (_, { input }, { deps }) => {
  const result = await useCase.reserveStock(deps, parseArgument(inputSchema, input, 'input'));
  if (result.ok) return { __typename: 'ReserveStockSuccess', lines: [...result.value] };
  const { refusal } = result;
  switch (refusal.kind) {
    case 'shortage':
      return { __typename: 'ReserveStockShortage', shortages: [...refusal.shortages] };
    case 'unknownVariants':
      return { __typename: 'ReserveStockUnknownVariants', variantIds: [...refusal.variantIds] };
    case 'otherLines':
      return { __typename: 'ReserveStockConflict', message: 'This order has a reservation of other lines' };
  }
};
