import { Tally, type Finding } from './finding.ts';
import type { AuditSource } from './source.ts';

/** Invariant 2, the part within payment's database: the ledger balances, and nothing is given back twice. */
export async function auditMoney(source: AuditSource): Promise<readonly Finding[]> {
  const balance = new Tally(2, 'the two ledger entries of each capture sum to zero');
  const recorded = new Tally(2, 'each captured payment is in the ledger with its amount');
  const refunds = new Tally(2, 'refunds do not exceed what was captured');
  const entries = await source.query(
    'payment',
    'select lower(hex(cause_id)) as id, sum(amount_minor) as sum_entries, count(*) as entries from ledger_entry group by cause_id',
  );
  for (const row of entries) balance.check(String(row['id']), row['sum_entries'] === 0 && row['entries'] === 2);
  const captured = await source.query(
    'payment',
    `select lower(hex(payment.id)) as id, payment.amount_minor, payment.refunded_minor, entry.amount_minor as received
     from payment left join ledger_entry entry on entry.cause_id = payment.id and entry.account = 'CASH' where payment.status = 'CAPTURED'`,
  );
  for (const row of captured) {
    recorded.check(String(row['id']), Math.abs(Number(row['received'])) === row['amount_minor']);
    refunds.check(String(row['id']), Number(row['refunded_minor']) <= Number(row['amount_minor']));
  }
  return [balance.finding(), recorded.finding(), refunds.finding()];
}
