import { auditPages, groupById, Tally, type Audit, type AuditRow } from '@storegraph/subgraph-kit/audit';
import { INITIAL_STATE, ORDER_TRANSITIONS, type OrderState, type OrderTransition } from './domain/order.ts';

const LATE_SAGA_SECONDS = 60;

/** Invariants 5 and 6, the part within order's database: sagas move on, and timelines tell what happened. */
export const auditOrder: Audit = async (query) => {
  const timeline = new Tally(6, 'the timeline of an order is a path of the state machine to its status');
  const orders =
    'select lower(hex(id)) as id, status, fulfillment_status from orders where id > unhex(?) order by id limit ?';
  for await (const { rows, range } of auditPages(query, orders)) {
    const events = groupById(
      await query(
        'select lower(hex(order_id)) as id, kind from order_event where order_id > unhex(?) and order_id <= unhex(?) order by order_id, at, id',
        range,
      ),
    );
    for (const order of rows)
      timeline.check(String(order['id']), leadsTo(events.get(String(order['id'])) ?? [], order));
  }
  const sagas = new Tally(5, `no saga is ${LATE_SAGA_SECONDS} s past its deadline`);
  const late = await query(
    'select lower(hex(order_id)) as id, timestampdiff(second, next_run_at, utc_timestamp(3)) as age from order_saga where next_run_at is not null',
  );
  for (const row of late) sagas.check(String(row['id']), Number(row['age']) < LATE_SAGA_SECONDS);
  return [timeline, sagas];
};

const transitions: readonly OrderTransition[] = Object.values(ORDER_TRANSITIONS);

/**
 * Follows the timeline through the transition table. Entries that change no status, such as payment attempts, do not
 * count.
 */
function leadsTo(events: readonly AuditRow[], order: AuditRow): boolean {
  if (events[0]?.['kind'] !== 'PLACED') return false;
  let state: OrderState = INITIAL_STATE;
  for (const event of events.slice(1)) {
    const steps = transitions.filter((transition) => transition.timeline === event['kind']);
    if (steps.length === 0) continue;
    const step = steps.find(({ from }) => isSame(from, state));
    if (step === undefined) return false;
    state = step.to;
  }
  return state.status === order['status'] && state.fulfillmentStatus === order['fulfillment_status'];
}

const isSame = (a: OrderState, b: OrderState): boolean =>
  a.status === b.status && a.fulfillmentStatus === b.fulfillmentStatus;
