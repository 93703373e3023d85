import { Tally, type Audit } from '@storegraph/subgraph-kit/audit';

/** Invariant 1: the counters of each variant agree with its ledger and with what orders hold. */
export const auditInventory: Audit = async (query) => {
  const ledger = new Tally(1, 'on hand and reserved equal the sums of the stock ledger');
  const bounds = new Tally(1, '0 <= reserved <= on hand');
  const held = new Tally(1, 'reserved equals what orders hold');
  const rows = await query(
    `select lower(hex(level.variant_id)) as id, level.on_hand, level.reserved,
       coalesce(moved.on_hand, 0) as sum_on_hand, coalesce(moved.reserved, 0) as sum_reserved, coalesce(holds.quantity, 0) as sum_held
     from stock_level level
     left join (select variant_id, sum(on_hand_delta) as on_hand, sum(reserved_delta) as reserved from stock_movement group by variant_id) moved
       on moved.variant_id = level.variant_id
     left join (select line.variant_id, sum(line.quantity) as quantity from stock_reservation_line line
         join stock_reservation reservation on reservation.order_id = line.order_id and reservation.state = 'HELD' group by line.variant_id) holds
       on holds.variant_id = level.variant_id`,
  );
  for (const row of rows) {
    const [id, onHand, reserved] = [String(row['id']), Number(row['on_hand']), Number(row['reserved'])];
    ledger.check(id, onHand === row['sum_on_hand'] && reserved === row['sum_reserved']);
    bounds.check(id, reserved >= 0 && reserved <= onHand);
    held.check(id, reserved === row['sum_held']);
  }
  return [ledger, bounds, held];
};
