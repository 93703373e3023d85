import { z } from 'zod';
import type { Person } from '@storegraph/subgraph-kit/person';
import { recordStaffAction } from '../db/audit-store.ts';
import { markDelivered, moveOrder } from '../db/order-store.ts';
import type { InvalidInput, KeyConflict, OrderResult } from '../domain/refusals.ts';
import { actOnOrder, asStaff } from './act-on-order.ts';
import type { Deps } from './deps.ts';
import { idempotencyKey, parseInput } from './parse-input.ts';

const inputSchema = z.object({ orderId: z.string(), idempotencyKey });

/** Records that the parcel arrived, which completes the order. */
export async function deliverOrder(deps: Deps, viewer: Person, input: unknown): Promise<OrderResult<InvalidInput | KeyConflict>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const actor = asStaff(viewer);
  return actOnOrder(deps, viewer, { operation: 'deliverOrder', ...parsed.value }, async (tx, order) => {
    if (!(await moveOrder(tx, order, 'deliver', { actor }))) return false;
    await markDelivered(tx, order.id);
    await recordStaffAction(tx, actor, { action: 'deliverOrder', subjectId: order.id });
    return true;
  });
}
