import { z } from 'zod';
import { id } from '@storegraph/subgraph-kit/input/id';
import { postalAddress } from '@storegraph/subgraph-kit/input/postal-address';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { invalidInput, ok, refuse, type InvalidInput } from '@storegraph/subgraph-kit/result';
import { recordStaffAction } from '../db/audit-store.ts';
import { changeOrder, findOrder } from '../db/order-store.ts';
import { orderNotFound, type OrderResult } from '../domain/refusals.ts';
import { asBuyerOrStaff } from './order-once.ts';
import type { Deps } from './deps.ts';
import { note } from './input-rules.ts';

/** Changes address or note of an unpaid order; a null note removes it. Repeated, it writes the same again. */
export const updateOrder = withInput(
  z.object({ orderId: id, shippingAddress: postalAddress.nullish(), note: note.optional() }),
  async (deps: Deps, viewer: Person, { orderId, shippingAddress, note }): Promise<OrderResult<InvalidInput>> => {
    const change = { ...(shippingAddress && { shippingAddress }), ...(note !== undefined && { note }) };
    if (Object.keys(change).length === 0) return refuse(invalidInput('Give an address or a note.', 'input'));
    return deps.database.transaction(async (tx): Promise<OrderResult> => {
      const order = await findOrder(tx, viewer, orderId);
      const actor = asBuyerOrStaff(viewer, order);
      const audit = (refused?: string) =>
        recordStaffAction(tx, actor, {
          action: 'updateOrder',
          subjectId: orderId,
          details: { changed: Object.keys(change) },
          refused,
        });
      if (order === null) {
        await audit('notFound');
        return refuse(orderNotFound);
      }
      if (!(await changeOrder(tx, order, change, actor))) {
        await audit('wrongStatus');
        return refuse({ kind: 'wrongStatus', order: (await findOrder(tx, viewer, orderId)) ?? order });
      }
      await audit();
      return ok({ ...order, ...change });
    });
  },
);
