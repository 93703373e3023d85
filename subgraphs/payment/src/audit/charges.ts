import { Tally, type Audit, type AuditRow } from '@storegraph/subgraph-kit/audit';

const LATE_CHARGE_SECONDS = 60;

/**
 * Invariants 2 and 5, the part about providers: none of them holds money that is not on record, or that is not the
 * shop's.
 */
export const auditCharges: Audit = async (query) => {
  const taken = new Tally(2, 'each charge that was taken is that of a captured payment, or goes back in whole');
  const unanswered = new Tally(5, `no charge is without an answer for ${LATE_CHARGE_SECONDS} s`);
  const charges = await query(
    `select lower(hex(charge.payment_id)) as id, charge.status, charge.taken_minor, payment.status as payment, payment.amount_minor, payment.currency = charge.taken_currency as same_currency,
       coalesce(given.pending, 0) as sum_pending, coalesce(given.succeeded, 0) as sum_succeeded, coalesce(owed.amount_minor, 0) as sum_owed, coalesce(given.booked, 0) as sum_booked
     from charge join payment on payment.id = charge.payment_id left join ledger_entry owed on owed.cause_id = payment.id and owed.account = 'OWED'
     left join (select refund.payment_id, sum(if(refund.status = 'PENDING', refund.amount_minor, 0)) as pending, sum(if(refund.status = 'SUCCEEDED', refund.amount_minor, 0)) as succeeded,
         sum(coalesce(back.amount_minor, 0)) as booked
       from refund left join ledger_entry back on back.cause_id = refund.id and back.account = 'OWED' group by refund.payment_id) given on given.payment_id = payment.id
     where charge.status in ('TAKEN', 'OWED', 'RETURNED')`,
  );
  for (const row of charges) taken.check(String(row['id']), isAccountedFor(row));
  const requested = await query(
    "select lower(hex(payment_id)) as id, timestampdiff(second, requested_at, utc_timestamp(3)) as age from charge where status = 'REQUESTED'",
  );
  for (const row of requested) unanswered.check(String(row['id']), Number(row['age']) < LATE_CHARGE_SECONDS);
  return [taken, unanswered];
};

/**
 * What goes back has a refund of the whole, on its way or there, and the ledger says so on the account of what is owed.
 */
function isAccountedFor(charge: AuditRow): boolean {
  const taken = Number(charge['taken_minor']);
  const goesBack = { OWED: charge['sum_pending'], RETURNED: charge['sum_succeeded'] }[String(charge['status'])];
  if (goesBack === undefined)
    return charge['payment'] === 'CAPTURED' && taken === charge['amount_minor'] && charge['same_currency'] === 1;
  const isBooked =
    Number(charge['sum_owed']) === -taken && charge['sum_booked'] === (charge['status'] === 'RETURNED' ? taken : 0);
  return charge['payment'] !== 'CAPTURED' && goesBack === taken && isBooked;
}
