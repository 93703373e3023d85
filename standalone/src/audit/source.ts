import mysql, { type Pool, type RowDataPacket } from 'mysql2/promise';
import type { AuditRow } from '@storegraph/subgraph-kit/audit';
import { subgraphNames, type DatabaseUrls, type SubgraphName } from '../databases.ts';

/**
 * The four databases, for reading. Each part of the audit sees each database at one moment, not all four at the same.
 */
export type AuditSource = {
  query(
    database: SubgraphName,
    statement: string,
    parameters?: readonly (string | number)[],
  ): Promise<readonly AuditRow[]>;
  close(): Promise<void>;
};

/** Connects to the databases with their accounts for rows. */
export function openAuditSource(databases: DatabaseUrls): AuditSource {
  const pools = new Map<SubgraphName, Pool>(
    subgraphNames.map((name) => [
      name,
      mysql.createPool({
        uri: databases[name].url,
        connectionLimit: 2,
        timezone: 'Z',
        dateStrings: true,
        supportBigNumbers: true,
      }),
    ]),
  );
  return {
    query: async (database, statement, parameters = []) => {
      const pool = pools.get(database);
      if (pool === undefined) throw new Error(`No database of ${database}`);
      const [rows] = await pool.query<RowDataPacket[]>(statement, [...parameters]);
      // SUM() answers DECIMAL, which the driver gives as text.
      return rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, name.startsWith('sum_') ? Number(value) : value]),
        ),
      );
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}
