import mysql, { type Pool, type RowDataPacket } from 'mysql2/promise';
import type { AuditQuery } from '@storegraph/subgraph-kit/audit';
import type { DatabaseUrls } from '../databases.ts';
import { recordOf, subgraphNames, type SubgraphName } from '../services.ts';

/** The databases, for reading. Each part of the audit sees each database at one moment, not all at the same. */
export type AuditSource = {
  /** Asks the database of a subgraph. */
  of(name: SubgraphName): AuditQuery;
  close(): Promise<void>;
};

/** Connects to the databases with their accounts for rows. */
export function openAuditSource(databases: DatabaseUrls): AuditSource {
  const pools = recordOf(subgraphNames.map((name) => [name, openPool(databases[name].url)]));
  return {
    of:
      (name) =>
      async (statement, parameters = []) => {
        const [rows] = await pools[name].query<RowDataPacket[]>(statement, [...parameters]);
        // SUM() answers DECIMAL, which the driver gives as text.
        return rows.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([column, value]) => [column, column.startsWith('sum_') ? Number(value) : value]),
          ),
        );
      },
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

const openPool = (uri: string): Pool =>
  mysql.createPool({ uri, connectionLimit: 2, timezone: 'Z', dateStrings: true, supportBigNumbers: true });
