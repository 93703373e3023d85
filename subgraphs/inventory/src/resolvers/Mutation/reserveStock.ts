import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { parseId } from '@storegraph/subgraph-kit/id';
import { unreachable } from '@storegraph/subgraph-kit/result';
import type { MutationResolvers, ReserveStockInput } from '../../__generated__/resolvers.ts';
import { MAX_LINES, MAX_QUANTITY } from '../../domain/reservation.ts';
import * as useCase from '../../use-cases/reserve-stock.ts';
import { orderIdOf } from '../order-stock.ts';

export const reserveStock: NonNullable<MutationResolvers['reserveStock']> = async (_, { input }, { deps }) => {
  checkLines(input);
  const lines = input.lines.flatMap(({ variantId, quantity }) => {
    const id = parseId(variantId);
    return id === null ? [] : [{ variantId: id, quantity }];
  });
  const malformed = input.lines.map(({ variantId }) => variantId).filter((id) => parseId(id) === null);
  if (malformed.length > 0) return { __typename: 'ReserveStockUnknownVariants', variantIds: malformed };

  const result = await useCase.reserveStock(deps, { orderId: orderIdOf(input), lines });
  if (result.ok) return { __typename: 'ReserveStockSuccess', lines: [...result.value] };
  const { refusal } = result;
  switch (refusal.kind) {
    case 'shortage':
      return { __typename: 'ReserveStockShortage', shortages: [...refusal.shortages] };
    case 'unknownVariants':
      return { __typename: 'ReserveStockUnknownVariants', variantIds: [...refusal.variantIds] };
    case 'otherLines':
      return { __typename: 'ReserveStockConflict', message: 'This order has a reservation of other lines' };
    default:
      return unreachable(refusal);
  }
};

// Only other subgraphs call this, and they check what people send: here bad input is a bug of the caller.
function checkLines({ lines }: ReserveStockInput): void {
  if (lines.length < 1 || lines.length > MAX_LINES) throw badUserInput(`An order has 1 to ${MAX_LINES} lines`, 'input');
  if (lines.some(({ quantity }) => quantity < 1 || quantity > MAX_QUANTITY))
    throw badUserInput(`A line has 1 to ${MAX_QUANTITY} units`, 'input');
}
