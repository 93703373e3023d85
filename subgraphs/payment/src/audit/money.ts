import { Tally, type Audit } from '@storegraph/subgraph-kit/audit';
import { HOLDERS } from '../domain/ledger.ts';

const LATE_REFUND_SECONDS = 60;
const HOLDER = `case payment.method ${Object.entries(HOLDERS)
  .map(([method, account]) => `when '${method}' then '${account}'`)
  .join(' ')} end`;

/**
 * Invariants 2 and 5, the part within payment's database: the ledger balances, nothing is given back twice, and what is
 * to be given back is.
 */
export const auditMoney: Audit = async (query) => {
  const balance = new Tally(2, 'the two ledger entries of each capture or refund sum to zero');
  const recorded = new Tally(2, 'each captured payment is in the ledger with its amount');
  const refunds = new Tally(2, 'refunds do not exceed what was captured');
  const returned = new Tally(
    2,
    'what a captured payment says was refunded are its refunds, and those that succeeded are in the ledger',
  );
  const late = new Tally(5, `no refund is ${LATE_REFUND_SECONDS} s past its deadline`);
  const entries = await query(
    'select lower(hex(cause_id)) as id, sum(amount_minor) as sum_entries, count(*) as entries from ledger_entry group by cause_id',
  );
  for (const row of entries) balance.check(String(row['id']), row['sum_entries'] === 0 && row['entries'] === 2);
  const captured = await query(
    `select lower(hex(payment.id)) as id, payment.amount_minor, payment.refunded_minor, entry.amount_minor as received,
       coalesce(given.claimed, 0) as sum_claimed, coalesce(given.succeeded, 0) as sum_succeeded, coalesce(given.booked, 0) as sum_booked
     from payment left join ledger_entry entry on entry.cause_id = payment.id and entry.account = ${HOLDER}
     left join (select refund.payment_id, sum(if(refund.status = 'FAILED', 0, refund.amount_minor)) as claimed,
         sum(if(refund.status = 'SUCCEEDED', refund.amount_minor, 0)) as succeeded, sum(coalesce(back.amount_minor, 0)) as booked
       from refund join payment on payment.id = refund.payment_id left join ledger_entry back on back.cause_id = refund.id and back.account = ${HOLDER} group by refund.payment_id) given on given.payment_id = payment.id
     where payment.status = 'CAPTURED'`,
  );
  for (const row of captured) {
    recorded.check(String(row['id']), Math.abs(Number(row['received'])) === row['amount_minor']);
    refunds.check(String(row['id']), Number(row['refunded_minor']) <= Number(row['amount_minor']));
    returned.check(
      String(row['id']),
      row['refunded_minor'] === row['sum_claimed'] && Number(row['sum_succeeded']) + Number(row['sum_booked']) === 0,
    );
  }
  const waiting = await query(
    "select lower(hex(id)) as id, timestampdiff(second, next_run_at, utc_timestamp(3)) as age from refund where status = 'PENDING'",
  );
  for (const row of waiting) late.check(String(row['id']), Number(row['age']) < LATE_REFUND_SECONDS);
  return [balance, recorded, refunds, returned, late];
};
