import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { insertLedgerEntries } from '../src/db/ledger-store.ts';
import { captureEntries } from '../src/domain/ledger.ts';
import { bytes, openQuietDesk } from './payment-desk.ts';

let desk: Awaited<ReturnType<typeof openQuietDesk>>;
beforeAll(async () => {
  desk = await openQuietDesk();
});
afterAll(() => desk.stop());

it('books one cause once, and nothing else of a transaction that books it again', async () => {
  const { database } = desk.deps;
  const capture = { id: newId(), method: 'CARD' as const, amountMinor: 1999, currency: 'USD' };
  const other = newId();
  await database.transaction((tx) => insertLedgerEntries(tx, captureEntries(capture, 'SALES')));
  const again = database.transaction(async (tx) => {
    await insertLedgerEntries(tx, captureEntries({ ...capture, id: other }, 'SALES'));
    await insertLedgerEntries(tx, captureEntries(capture, 'SALES'));
  });
  await expect(again).rejects.toMatchObject({ cause: { errno: 1062 } });
  const [rows] = await database.db.execute(
    sql`select account, cast(amount_minor as char) as amount from ledger_entry where cause_id in (${bytes(capture.id)}, ${bytes(other)}) order by account`,
  );
  expect(rows).toEqual([
    { account: 'CASH', amount: '1999' },
    { account: 'SALES', amount: '-1999' },
  ]);
});
