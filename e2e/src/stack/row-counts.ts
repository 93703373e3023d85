import { openAuditSource } from '@storegraph/standalone/audit/source';
import type { DatabaseUrls } from '@storegraph/standalone/databases';
import { subgraphNames } from '@storegraph/standalone/services';

/** What may be written without anything having happened: notes about the asking itself. */
const NOTES = new Set(['idempotency', 'audit_log', 'order_saga', '__drizzle_migrations']);

/** Rows per table of all four databases, and the units on the shelves: equal before and after, nothing was written. */
export async function rowCounts(databases: DatabaseUrls): Promise<Readonly<Record<string, number>>> {
  const source = openAuditSource(databases);
  try {
    const counts: Record<string, number> = {};
    for (const database of subgraphNames) {
      const tables = await source.of(database)(
        'select table_name as name from information_schema.tables where table_schema = database()',
      );
      for (const { name } of tables) {
        if (NOTES.has(String(name))) continue;
        const [row] = await source.of(database)(`select count(*) as count from \`${String(name)}\``);
        counts[`${database}.${String(name)}`] = Number(row?.['count']);
      }
    }
    const [levels] = await source.of('inventory')(
      'select sum(on_hand) as sum_on_hand, sum(reserved) as sum_reserved from stock_level',
    );
    return { ...counts, onHand: Number(levels?.['sum_on_hand']), reserved: Number(levels?.['sum_reserved']) };
  } finally {
    await source.close();
  }
}
