import { z } from 'zod';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import type { InvalidInput, KeyConflict } from '@storegraph/subgraph-kit/result';
import { markDelivered, moveOrder } from '../db/order-store.ts';
import type { OrderResult } from '../domain/refusals.ts';
import { orderOnce, asStaff } from './order-once.ts';
import type { Deps } from './deps.ts';

const inputSchema = z.object({ orderId: id, idempotencyKey });

/** Records that the parcel arrived, which completes the order. */
export async function deliverOrder(
  deps: Deps,
  viewer: Person,
  input: unknown,
): Promise<OrderResult<InvalidInput | KeyConflict>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { orderId, idempotencyKey: key } = parsed.value;
  return orderOnce(
    deps,
    viewer,
    { operation: 'deliverOrder', key, orderId, actorOf: asStaff },
    async (tx, order, actor) => {
      if (!(await moveOrder(tx, order, 'deliver', { actor }))) return false;
      await markDelivered(tx, order.id);
      return true;
    },
  );
}
