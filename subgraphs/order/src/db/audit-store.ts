import { recordAudit, type AuditEntry } from '@storegraph/subgraph-kit/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database';
import type { Actor } from '../domain/timeline.ts';

/** Audits what a member of staff did. What buyers do with their own orders is in the timeline alone. */
export async function recordStaffAction(tx: Tx, actor: Actor, { details = {}, ...action }: Omit<AuditEntry, 'actorId' | 'details'> & Partial<Pick<AuditEntry, 'details'>>): Promise<void> {
  if (actor.kind === 'STAFF') await recordAudit(tx, { ...action, details, actorId: actor.userId });
}
