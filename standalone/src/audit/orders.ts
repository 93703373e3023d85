import type { SagaState } from '@storegraph/order/domain/saga';
import { auditPages, groupById, Tally, type AuditRow, type Finding } from '@storegraph/subgraph-kit/audit';
import type { AuditSource } from './source.ts';

/** How long the parts of an order may differ while its saga brings them together. */
const SETTLING_SECONDS = 60;
const PAID_STATUSES = new Set(['PAID', 'CONFIRMED', 'COMPLETED']);
/** Saga states in which a refund of the whole is queued. */
const REFUNDING_STATES = new Set<string>(['RELEASING_PAID_STOCK', 'REFUNDING'] satisfies SagaState[]);
const ENDED_STATUSES = new Set(['CANCELLED', 'EXPIRED']);

/**
 * Invariants 2, 3 and 4: what several databases say of each order fits together. Reads orders by ranges of ids, so
 * it takes any number.
 */
export async function auditOrders(source: AuditSource): Promise<readonly Finding[]> {
  const tallies = {
    paidOnce: new Tally(2, 'an order that is paid or later has exactly one captured payment, of its amount'),
    paidHeld: new Tally(
      3,
      `a captured payment has its stock held or sold, or is refunded in whole within ${SETTLING_SECONDS} s`,
    ),
    endedHoldsNothing: new Tally(4, `an ended order holds no stock after ${SETTLING_SECONDS} s`),
    total: new Tally(4, 'the total of an order equals the sum of its lines and its payable'),
  };
  const orders = auditPages(
    source.of('order'),
    `select lower(hex(id)) as id, status, total_minor, currency, saga_state, updated_age from (
       select orders.*, saga.state as saga_state, timestampdiff(second, saga.updated_at, utc_timestamp(3)) as updated_age
       from orders left join order_saga saga on saga.order_id = orders.id where orders.id > unhex(?) order by orders.id limit ?) page`,
  );
  for await (const { rows, range } of orders) await auditPage(source, rows, range, tallies);
  return Object.values(tallies);
}

type Tallies = Readonly<Record<'paidOnce' | 'paidHeld' | 'endedHoldsNothing' | 'total', Tally>>;

async function auditPage(
  source: AuditSource,
  orders: readonly AuditRow[],
  range: readonly [after: string, last: string],
  tallies: Tallies,
): Promise<void> {
  const within = 'order_id > unhex(?) and order_id <= unhex(?)';
  const [lines, payables, captured, reservations] = await Promise.all([
    source.of('order')(
      `select lower(hex(order_id)) as id, sum(quantity * unit_price_minor) as sum_lines from order_line where ${within} group by order_id`,
      range,
    ),
    source.of('payment')(
      `select lower(hex(order_id)) as id, amount_minor, currency, state from payable where ${within}`,
      range,
    ),
    source.of('payment')(
      `select lower(hex(order_id)) as id, amount_minor, refunded_minor, currency from payment where ${within} and status = 'CAPTURED'`,
      range,
    ),
    source.of('inventory')(`select lower(hex(order_id)) as id, state from stock_reservation where ${within}`, range),
  ]);
  const [linesOf, payableOf, capturedOf, reservationOf] = [lines, payables, captured, reservations].map(groupById) as [
    Groups,
    Groups,
    Groups,
    Groups,
  ];

  for (const order of orders) {
    const id = String(order['id']);
    const status = String(order['status']);
    const isSettled = Number(order['updated_age'] ?? SETTLING_SECONDS) >= SETTLING_SECONDS;
    const payments = capturedOf.get(id) ?? [];
    const stock = reservationOf.get(id)?.[0]?.['state'];
    const payable = payableOf.get(id)?.[0];
    if (PAID_STATUSES.has(status)) tallies.paidOnce.check(id, payments.length === 1 && sameMoney(payments[0], order));
    if (payments.length > 0)
      tallies.paidHeld.check(
        id,
        stock === 'HELD' ||
          stock === 'COMMITTED' ||
          isRefunded(payments) ||
          (!isSettled && REFUNDING_STATES.has(String(order['saga_state']))),
      );
    if (ENDED_STATUSES.has(status)) tallies.endedHoldsNothing.check(id, stock === 'RELEASED' || !isSettled);
    tallies.total.check(
      id,
      linesOf.get(id)?.[0]?.['sum_lines'] === order['total_minor'] &&
        (payable === undefined ? !isSettled : sameMoney(payable, order)),
    );
  }
}

type Groups = ReadonlyMap<string, readonly AuditRow[]>;

const isRefunded = (payments: readonly AuditRow[]): boolean =>
  payments.every((payment) => payment['refunded_minor'] === payment['amount_minor']);

const sameMoney = (row: AuditRow | undefined, order: AuditRow): boolean =>
  row?.['amount_minor'] === order['total_minor'] && row?.['currency'] === order['currency'];
