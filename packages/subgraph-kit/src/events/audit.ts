import { Tally, type AuditQuery, type Finding } from '../audit.ts';

const LATE_EVENT_SECONDS = 30;
const WAITING =
  'select lower(hex(id)) as id, timestampdiff(second, occurred_at, utc_timestamp(3)) as age from outbox where published_at is null';
const DEAD_LETTERS = 'select lower(hex(event_id)) as id from dead_letter';

/**
 * Checks that events arrive: none waits in an outbox for long, and none was given up on.
 * @param databases - of all services; those that tell events have an outbox, those that take some have dead letters
 */
export async function auditEvents(
  databases: readonly { readonly query: AuditQuery; readonly hasOutbox: boolean; readonly hasInbox: boolean }[],
): Promise<readonly Finding[]> {
  const events = new Tally(5, `no event is unpublished for ${LATE_EVENT_SECONDS} s`);
  const letters = new Tally(5, 'no event was given up on');
  for (const { query, hasOutbox, hasInbox } of databases) {
    for (const row of hasOutbox ? await query(WAITING) : [])
      events.check(String(row['id']), Number(row['age']) < LATE_EVENT_SECONDS);
    for (const row of hasInbox ? await query(DEAD_LETTERS) : []) letters.check(String(row['id']), false);
  }
  return [events, letters];
}
