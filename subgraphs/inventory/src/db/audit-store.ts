import type { Tx } from '@storegraph/subgraph-kit/database';
import { recordEvents } from '@storegraph/subgraph-kit/outbox';
import { auditLogTable } from './schema.ts';

/** What a member of staff did. `action` is also the name of the event that tells of it. */
export type StaffAction = { readonly actorId: string; readonly action: string; readonly subjectId: string; readonly details?: unknown };

export async function recordAudit(tx: Tx, { details = {}, ...action }: StaffAction): Promise<void> {
  await tx.insert(auditLogTable).values({ ...action, details });
}

/** Records a change of the catalogue for both who ask later: the auditor, and the other subgraphs. */
export async function recordCatalogueChange(tx: Tx, action: StaffAction): Promise<void> {
  await recordAudit(tx, action);
  await recordEvents(tx, [{ type: action.action, version: 1, subjectId: action.subjectId, payload: {} }]);
}
