import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { parseId } from '@storegraph/subgraph-kit/id';
import type { Context } from '../context.ts';
import type { ReservationEnd } from '../domain/reservation.ts';
import { endReservation } from '../use-cases/end-reservation.ts';

export function orderIdOf(input: { readonly orderId: string }): string {
  const id = parseId(input.orderId);
  if (id === null) throw badUserInput('`orderId` is not an id', 'input');
  return id;
}

/** Answers `OrderStockResult`. */
export async function orderStockResult(context: Context, input: { readonly orderId: string }, end: ReservationEnd) {
  const result = await endReservation(context.deps, orderIdOf(input), end);
  return result.ok
    ? { __typename: 'OrderStockSuccess' as const, state: result.value }
    : { __typename: 'OrderStockRefused' as const, state: result.refusal.state };
}
