import { z } from 'zod';
import { parseArgument } from '@storegraph/subgraph-kit/graphql/parse-argument';
import type { Context } from '../context.ts';
import { endReservation, type ReservationCommand } from '../use-cases/end-reservation.ts';

// Only other subgraphs command, and they check what people send: here bad input is a mistake of the caller.
export const orderId = z.guid('`orderId` is not an id').toLowerCase();
const inputSchema = z.object({ orderId });

/** Answers `OrderStockResult`. */
export async function orderStockResult(context: Context, input: unknown, command: ReservationCommand) {
  const result = await endReservation(context.deps, parseArgument(inputSchema, input, 'input').orderId, command);
  return result.ok
    ? { __typename: 'OrderStockSuccess' as const, state: result.value }
    : { __typename: 'OrderStockRefused' as const, state: result.refusal.state };
}
