import { inventoryEvents } from '@storegraph/event-catalogue/inventory-events';
import { recordAudit, type AuditEntry } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';

/** What a member of staff did to the catalogue. */
type CatalogueChange = Omit<AuditEntry, 'action' | 'details'> &
  Partial<Pick<AuditEntry, 'details'>> & {
    /** Also the name of its event. */
    readonly action: keyof typeof inventoryEvents & `${'Product' | 'Variant' | 'Category'}${string}`;
  };

/** Records a change of the catalogue for both who ask later: the auditor, and the other subgraphs. */
export async function recordCatalogueChange(tx: Tx, { details = {}, ...change }: CatalogueChange): Promise<void> {
  const { action, subjectId: id } = change;
  await recordAudit(tx, { ...change, details });
  // The payload of each of these events names one of the three.
  await recordEvents(tx, [newEvent(inventoryEvents[action], { productId: id, variantId: id, categoryId: id })]);
}
