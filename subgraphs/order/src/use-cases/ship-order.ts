import { z } from 'zod';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { optional, singleLine } from '@storegraph/subgraph-kit/input/text';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import type { InvalidInput, KeyConflict } from '@storegraph/subgraph-kit/result';
import { insertFulfillment, moveOrder } from '../db/order-store.ts';
import type { OrderResult } from '../domain/refusals.ts';
import { orderOnce, asStaff } from './order-once.ts';
import type { Deps } from './deps.ts';

const inputSchema = z.object({
  orderId: id,
  carrier: singleLine('A carrier', 100),
  trackingNumber: optional(singleLine('A tracking number', 100)),
  idempotencyKey,
});

/** Hands a confirmed order to a carrier. */
export async function shipOrder(
  deps: Deps,
  viewer: Person,
  input: unknown,
): Promise<OrderResult<InvalidInput | KeyConflict>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { orderId, idempotencyKey: key, ...parcel } = parsed.value;
  return orderOnce(
    deps,
    viewer,
    { operation: 'shipOrder', key, orderId, actorOf: asStaff, rest: parcel },
    async (tx, order, actor) => {
      if (!(await moveOrder(tx, order, 'ship', { actor, note: parcel.trackingNumber }))) return false;
      await insertFulfillment(tx, order.id, parcel);
      return true;
    },
  );
}
