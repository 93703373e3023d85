import { z } from 'zod';
import { replayDeadLetter as replay } from '@storegraph/subgraph-kit/events/dead-letters';
import { findDeadLetter } from '@storegraph/subgraph-kit/events/dead-letter-store';
import { id as anId } from '@storegraph/subgraph-kit/input/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { ok, refuse, type KeyConflict, type Result } from '@storegraph/subgraph-kit/result';
import { recordStaffAction } from '../db/audit-store.ts';
import type { NotFound, ReplayFailed } from '../domain/refusals.ts';
import { asStaff } from './order-once.ts';
import type { Deps } from './deps.ts';
import { staffOnce } from './staff-once.ts';

/** Hands a dead letter to the inbox again, which lets it have its effect once. */
export const replayDeadLetter = withInput(
  z.object({ id: anId, idempotencyKey }),
  async (
    deps: Deps,
    viewer: Person,
    { id, idempotencyKey: key },
  ): Promise<Result<{ readonly id: string }, KeyConflict | NotFound | ReplayFailed>> => {
    const accepted = await staffOnce(deps, viewer, { operation: 'replayDeadLetter', key, subjectId: id }, async (tx) =>
      (await findDeadLetter(tx, id)) === null ? 'notFound' : 'done',
    );
    if (accepted === 'keyConflict') return refuse({ kind: 'keyConflict' });
    if (accepted === 'notFound') return refuse({ kind: 'notFound', what: 'deadLetter', field: ['input', 'id'] });
    const outcome = await replay(deps.database, deps.inbox, id);
    // Gone since it was accepted, it has had its effect: by this request, sent before, or by another.
    if (outcome.kind !== 'failed') return ok({ id });
    await deps.database.transaction((tx) =>
      recordStaffAction(tx, asStaff(viewer), { action: 'replayDeadLetter', subjectId: id, refused: 'replayFailed' }),
    );
    return refuse({ kind: 'replayFailed', error: outcome.error });
  },
);
