import { z } from 'zod';
import { id } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { ok, refuse, type KeyConflict, type Result } from '@storegraph/subgraph-kit/result';
import { findSagaProgress } from '../db/saga-list-store.ts';
import { orderNotFound, type NotFound, type SagaAtRest } from '../domain/refusals.ts';
import { canRetry, type SagaProgress } from '../domain/saga.ts';
import type { Deps } from './deps.ts';
import { staffOnce } from './staff-once.ts';

/**
 * Runs an order's saga now, without waiting for its next turn. Run twice, it changes nothing: its commands are
 * idempotent.
 */
export const retrySaga = withInput(
  z.object({ orderId: id, idempotencyKey }),
  async (
    deps: Deps,
    viewer: Person,
    { orderId, idempotencyKey: key },
  ): Promise<Result<SagaProgress, KeyConflict | NotFound | SagaAtRest>> => {
    const accepted = await staffOnce(deps, viewer, { operation: 'retrySaga', key, subjectId: orderId }, async (tx) => {
      const saga = await findSagaProgress(tx, orderId);
      if (saga === null) return 'notFound';
      return canRetry(saga) ? 'done' : 'sagaAtRest';
    });
    if (accepted === 'keyConflict') return refuse({ kind: 'keyConflict' });
    if (accepted === 'done') await deps.advance(orderId);
    const saga = await findSagaProgress(deps.database.db, orderId);
    if (saga === null) return refuse(orderNotFound);
    return accepted === 'done' ? ok(saga) : refuse({ kind: 'sagaAtRest', saga });
  },
);
