import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeCursor } from '@storegraph/subgraph-kit/graphql/pagination';
import { createPool, type RowDataPacket } from 'mysql2/promise';
import { root, type BackingServices } from './backing-services.ts';
import { dashed } from './shop-client.ts';

const query = readFileSync(join(root, 'bench/questions/order-page.graphql'), 'utf8');

/** A request for the page behind each of many orders, newest first, as the body of a GraphQL request. */
export async function orderPageBodies({ databases }: BackingServices, count: number): Promise<readonly string[]> {
  const pool = createPool({ uri: databases.order.url, timezone: 'Z', connectionLimit: 1 });
  try {
    const [rows] = await pool.query<(RowDataPacket & { id: string; placed_at: Date })[]>(
      'select lower(hex(id)) as id, placed_at from orders order by placed_at desc, id desc limit ?',
      // The last page would be shorter than the others.
      [count + 20],
    );
    return rows.slice(0, -20).map(({ id, placed_at }) => {
      const after = encodeCursor('PLACED_AT_DESC', [placed_at, dashed(id)]);
      return JSON.stringify({ operationName: 'OrderPage', query, variables: { after } });
    });
  } finally {
    await pool.end();
  }
}
