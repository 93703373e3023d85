import { z } from 'zod';
import { once } from '@storegraph/subgraph-kit/database/idempotency';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { findPayment, getPayment, takeStep } from '../db/payment-store.ts';
import type { Payment } from '../domain/payment.ts';
import { paymentCancelled } from './payment-events.ts';
import type { CommandRefusal, WrongStatus } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

/** Gives up a pending attempt. The payable stays open, so another may be started. */
export const cancelPayment = withInput(
  z.object({ paymentId: id, idempotencyKey }),
  async (
    deps: Deps,
    viewer: Person,
    { paymentId, idempotencyKey: key },
  ): Promise<Result<Payment, CommandRefusal | WrongStatus>> => {
    const attempt = await findPayment(deps.database.db, paymentId, { ownerId: viewer.userId });
    if (attempt === null) return refuse({ kind: 'notFound', what: 'payment' });

    const done = await once(
      deps.database,
      { scope: viewer.userId, operation: 'cancelPayment', key, request: { paymentId } },
      async (tx) => {
        const isCancelled = (await takeStep(tx, 'cancel', [paymentId])) === 1;
        if (isCancelled) await recordEvents(tx, [paymentCancelled(attempt)]);
        return { isCancelled };
      },
    );
    if (!done.ok) return done;
    const payment = await getPayment(deps.database.db, paymentId);
    return done.value.isCancelled ? ok(payment) : refuse({ kind: 'wrongStatus', payment, wanted: 'cancelled' });
  },
);
