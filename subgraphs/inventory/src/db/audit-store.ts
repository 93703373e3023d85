import { inventoryEvents } from '@storegraph/event-catalogue/inventory-events';
import { recordAudit, type AuditEntry } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';

/** A change of the catalogue; also the name of its event. */
type CatalogueChange = keyof typeof inventoryEvents & `${'Product' | 'Variant' | 'Category'}${string}`;

/** Records a change of the catalogue for both who ask later: the auditor, and the other subgraphs. */
export async function recordCatalogueChange(
  tx: Tx,
  actorId: string,
  action: CatalogueChange,
  id: string,
  details: AuditEntry['details'],
): Promise<void> {
  await recordAudit(tx, { actorId, action, subjectId: id, details });
  // The payload of each of these events names one of the three.
  await recordEvents(tx, [newEvent(inventoryEvents[action], { productId: id, variantId: id, categoryId: id })]);
}
