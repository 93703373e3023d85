import { openAuditSource } from '@storegraph/standalone/audit/source';
import type { DatabaseUrls } from '@storegraph/standalone/databases';
import { subgraphNames } from '@storegraph/standalone/services';

/** What still has to happen by itself, by what it is. All zero: everything that was begun has ended. */
export type Unfinished = Readonly<
  Record<'unpaidOrders' | 'openSagas' | 'reservationsWithoutOrder' | 'unpublishedEvents', number>
>;

export const NOTHING_UNFINISHED: Unfinished = {
  unpaidOrders: 0,
  openSagas: 0,
  reservationsWithoutOrder: 0,
  unpublishedEvents: 0,
};

/** Counts what was begun after a moment of the databases' clock and has not ended. */
export async function unfinishedSince(databases: DatabaseUrls, since: string): Promise<Unfinished> {
  const source = openAuditSource(databases);
  try {
    const ids = async (database: 'order' | 'inventory', statement: string): Promise<string[]> =>
      (await source.of(database)(statement, [since])).map(({ id }) => String(id));
    const [unpaid, open, reserved] = await Promise.all([
      ids('order', "select lower(hex(id)) as id from orders where placed_at >= ? and status = 'PENDING_PAYMENT'"),
      // Null while only a person can move it.
      ids(
        'order',
        'select lower(hex(order_id)) as id from order_saga where created_at >= ? and next_run_at is not null',
      ),
      ids(
        'inventory',
        "select lower(hex(order_id)) as id from stock_reservation where created_at >= ? and state = 'HELD'",
      ),
    ]);
    // After the reservations, so that whatever holds stock by then is among the orders.
    const orders = new Set(await ids('order', 'select lower(hex(id)) as id from orders where placed_at >= ?'));
    const outboxes = await Promise.all(
      subgraphNames.map((name) => source.of(name)('select count(*) as waiting from outbox where published_at is null')),
    );
    return {
      unpaidOrders: unpaid.length,
      openSagas: open.length,
      reservationsWithoutOrder: reserved.filter((id) => !orders.has(id)).length,
      unpublishedEvents: outboxes.reduce((sum, [row]) => sum + Number(row?.['waiting']), 0),
    };
  } finally {
    await source.close();
  }
}

/** The clock of the databases. */
export async function databaseClock(databases: DatabaseUrls): Promise<string> {
  const source = openAuditSource(databases);
  try {
    const [row] = await source.of('order')('select utc_timestamp(3) as now');
    return String(row?.['now']);
  } finally {
    await source.close();
  }
}
