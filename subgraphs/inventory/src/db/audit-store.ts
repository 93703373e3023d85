import { recordAudit, type AuditEntry } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';

/** What a member of staff did to the catalogue. `action` is also the name of the event that tells of it. */
export type CatalogueChange = Omit<AuditEntry, 'details'> & Partial<Pick<AuditEntry, 'details'>>;

/** Records a change of the catalogue for both who ask later: the auditor, and the other subgraphs. */
export async function recordCatalogueChange(tx: Tx, { details = {}, ...change }: CatalogueChange): Promise<void> {
  await recordAudit(tx, { ...change, details });
  await recordEvents(tx, [{ type: change.action, version: 1, subjectId: change.subjectId, payload: {} }]);
}
