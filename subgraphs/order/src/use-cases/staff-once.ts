import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { once } from '@storegraph/subgraph-kit/database/idempotency';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { recordStaffAction } from '../db/audit-store.ts';
import { asStaff } from './order-once.ts';
import type { Deps } from './deps.ts';

/**
 * Decides a request of staff once per key, with its audit row: `done`, or why it is refused.
 * @returns `keyConflict` when the key was used for another subject
 */
export async function staffOnce<Refused extends string>(
  deps: Deps,
  viewer: Person,
  request: { readonly operation: string; readonly key: string; readonly subjectId: string },
  decide: (tx: Tx) => Promise<'done' | Refused>,
): Promise<'done' | Refused | 'keyConflict'> {
  const { operation, subjectId, key } = request;
  const audit = (tx: Tx, outcome: string): Promise<void> =>
    recordStaffAction(tx, asStaff(viewer), {
      action: operation,
      subjectId,
      refused: outcome === 'done' ? undefined : outcome,
    });
  const decided = await once(
    deps.database,
    { scope: viewer.userId, operation, key, request: { subjectId }, likely: 'done' },
    async (tx) => {
      const outcome = await decide(tx);
      await audit(tx, outcome);
      return outcome;
    },
  );
  if (decided.ok) return decided.value;
  await deps.database.transaction((tx) => audit(tx, 'keyConflict'));
  return 'keyConflict';
}
