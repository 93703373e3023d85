import type { Money } from '@storegraph/subgraph-kit/money';
import { reserveStock } from '../clients/inventory.ts';
import { closePayable, openPayable, type Payable } from '../clients/payment.ts';
import { extendHold, moveOrderWithSaga } from '../db/order-store.ts';
import { beginClosing, moveSaga } from '../db/saga-store.ts';
import { asAsked, orderTotal, type ReservedLine } from '../domain/order-line.ts';
import type { PlacementRefusal, Saga } from '../domain/saga.ts';
import { SYSTEM } from '../domain/timeline.ts';
import type { Deps } from './deps.ts';
import { markPaid } from './mark-paid.ts';

/** Holds the stock; the order exists once it is held, or never. */
export async function holdStock(deps: Deps, { orderId, request }: Saga): Promise<void> {
  const reservation = await reserveStock(deps.inventory, orderId, request.lines);
  if (reservation.kind !== 'held') return reject(deps, orderId, 'REJECTED', reservation);
  const total = orderTotal(reservation.lines, deps.currency);
  // The shop has nothing against the lines but their sum, so what it holds for them goes back first.
  if (!total.ok) return reject(deps, orderId, 'RELEASING_STOCK', total.refusal);
  const lines = asAsked(reservation.lines, request.lines);
  if (request.expectedTotal !== null && request.expectedTotal !== total.value.amount)
    return reject(deps, orderId, 'RELEASING_STOCK', totalChanged(total.value, lines));
  await deps.createOrder({
    id: orderId,
    request,
    lines,
    total: total.value,
  });
}

const totalChanged = (total: Money, lines: readonly ReservedLine[]): PlacementRefusal => ({
  kind: 'totalChanged',
  total,
  lines: lines.map(({ variantId, quantity, unitPrice }) => ({ variantId, quantity, unitPrice })),
});

async function reject(
  deps: Deps,
  orderId: string,
  state: 'REJECTED' | 'RELEASING_STOCK',
  refusal: PlacementRefusal,
): Promise<void> {
  await moveSaga(deps.database.db, orderId, 'RESERVING_STOCK', state, { refusal });
}

/** Lets the order be paid. True when it waits for its payment from now on; false when another process moved it on. */
export async function letPay(deps: Deps, saga: Saga): Promise<boolean> {
  await openPayable(deps.payment, payableOf(saga));
  return deps.awaitPayment(saga.orderId);
}

/**
 * Begins the end of an order that was not paid while its stock was held. A payment that began may have extended the
 * hold without our knowing yet: payment is asked first, and begins no other once the hold is over.
 */
export async function endHold(deps: Deps, saga: Saga): Promise<void> {
  const { orderId, debt, state } = saga;
  if (state === 'AWAITING_PAYMENT' && debt !== null && debt.latestHoldExpiresAt > debt.holdExpiresAt) {
    const holdExpiresAt = await openPayable(deps.payment, payableOf(saga));
    if (holdExpiresAt > debt.holdExpiresAt)
      return void (await deps.database.transaction((tx) => extendHold(tx, orderId)));
  }
  await beginClosing(deps.database.db, orderId, { transition: 'expire', actor: SYSTEM, reason: null });
}

/** Ends an unpaid order, unless the money came first: payment alone knows. */
export async function endUnpaid(deps: Deps, saga: Saga & { readonly state: 'CLOSING_PAYABLE' }): Promise<void> {
  const { orderId, intendedEnd, request } = saga;
  const order = { id: orderId, userId: request.userId };
  const state = await closePayable(deps.payment, payableOf(saga));
  await deps.database.transaction(async (tx) => {
    if (state === 'CAPTURED') return markPaid(tx, order);
    if (!(await moveSaga(tx, orderId, 'CLOSING_PAYABLE', 'RELEASING_STOCK'))) return;
    await moveOrderWithSaga(tx, order, intendedEnd.transition, { actor: intendedEnd.actor, note: intendedEnd.reason });
  });
}

function payableOf({ orderId, debt }: Saga): Payable {
  if (debt === null) throw new Error(`The saga of ${orderId} does not fit its order`);
  return { orderId, ...debt };
}
