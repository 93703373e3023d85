import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import type { LedgerEntry } from '../domain/ledger.ts';
import { ledgerEntryTable } from './schema.ts';

export async function insertLedgerEntries(tx: Tx, entries: readonly LedgerEntry[]): Promise<void> {
  await bulkInsert(tx, ledgerEntryTable, entries);
}
