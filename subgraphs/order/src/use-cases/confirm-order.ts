import { z } from 'zod';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import type { InvalidInput, KeyConflict } from '@storegraph/subgraph-kit/result';
import { moveOrderWithSaga } from '../db/order-store.ts';
import { moveSaga } from '../db/saga-store.ts';
import type { OrderResult } from '../domain/refusals.ts';
import { orderOnce, asStaff } from './order-once.ts';
import { advanceFor } from './advance-order.ts';
import type { Deps } from './deps.ts';

// Long enough to read the new stock in the same request, when the inventory is well; the answer does not depend on it.
const PATIENCE_MS = 1_000;

const inputSchema = z.object({ orderId: id, idempotencyKey });

/** Takes a paid order on. Its stock is committed by the saga, now or when the inventory answers again. */
export async function confirmOrder(
  deps: Deps,
  viewer: Person,
  input: unknown,
): Promise<OrderResult<InvalidInput | KeyConflict>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { orderId, idempotencyKey: key } = parsed.value;
  const result = await orderOnce(
    deps,
    viewer,
    { operation: 'confirmOrder', key, orderId, actorOf: asStaff },
    async (tx, order, actor) => {
      // The saga first, as in every transaction that changes both: one order of locks.
      if (!(await moveSaga(tx, order.id, 'AWAITING_CONFIRMATION', 'COMMITTING_STOCK'))) return false;
      await moveOrderWithSaga(tx, order, 'confirm', { actor });
      return true;
    },
  );
  if (result.ok) await advanceFor(deps, result.value.id, PATIENCE_MS);
  return result;
}
