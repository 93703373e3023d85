import { openAuditSource } from '@storegraph/standalone/audit/source';
import type { DatabaseUrls } from '@storegraph/standalone/databases';
import { subgraphNames } from '@storegraph/standalone/services';

/** How many events are still to be delivered, in all outboxes together. */
export async function waitingEvents(databases: DatabaseUrls): Promise<number> {
  const source = openAuditSource(databases);
  try {
    let count = 0;
    for (const database of subgraphNames) {
      const [row] = await source.of(database)('select count(*) as waiting from outbox where published_at is null');
      count += Number(row?.['waiting']);
    }
    return count;
  } finally {
    await source.close();
  }
}
