import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import type { Actor } from '../domain/timeline.ts';

/** What a member of staff did, or was refused. */
type StaffAction = {
  /** The mutation. */
  readonly action: string;
  readonly subjectId: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** Why it was refused, when it was. */
  readonly refused?: string | undefined;
};

/**
 * Audits what a member of staff did, and what they were refused. What buyers do with their own orders is in the
 * timeline alone.
 */
export async function recordStaffAction(
  tx: Tx,
  actor: Actor,
  { details, refused, ...entry }: StaffAction,
): Promise<void> {
  if (actor.kind === 'STAFF')
    await recordAudit(tx, {
      ...entry,
      details: { ...details, ...(refused !== undefined && { refused }) },
      actorId: actor.userId,
    });
}
