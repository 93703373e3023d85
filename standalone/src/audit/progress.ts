import { subgraphNames } from '../databases.ts';
import { Tally, type Finding } from './finding.ts';
import type { AuditSource } from './source.ts';

const LATE_SAGA_SECONDS = 60;
const LATE_EVENT_SECONDS = 30;

/** Invariant 5: nothing that should have moved on has stopped. */
export async function auditProgress(source: AuditSource): Promise<readonly Finding[]> {
  const sagas = new Tally(5, `no saga is ${LATE_SAGA_SECONDS} s past its deadline`);
  const late = await source.query(
    'order',
    'select lower(hex(order_id)) as id, timestampdiff(second, next_run_at, utc_timestamp(3)) as age from order_saga where next_run_at is not null',
  );
  for (const row of late) sagas.check(String(row['id']), Number(row['age']) < LATE_SAGA_SECONDS);

  const events = new Tally(5, `no event is unpublished for ${LATE_EVENT_SECONDS} s`);
  for (const name of subgraphNames) {
    const waiting = await source.query(
      name,
      'select lower(hex(id)) as id, timestampdiff(second, occurred_at, utc_timestamp(3)) as age from outbox where published_at is null',
    );
    for (const row of waiting) events.check(String(row['id']), Number(row['age']) < LATE_EVENT_SECONDS);
  }

  const letters = new Tally(5, 'no event was given up on');
  for (const row of await source.query('order', 'select lower(hex(event_id)) as id from dead_letter'))
    letters.check(String(row['id']), false);
  return [sagas.finding(), events.finding(), letters.finding()];
}
