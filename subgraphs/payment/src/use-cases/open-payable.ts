import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { findPayable } from '../db/payable-store.ts';
import { isSameDebt, type Debt, type PayableState } from '../domain/payable.ts';
import type { OtherDebt } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

/** Says what an order owes. Said again, or after the order was closed, it answers where the payable stands. */
export async function openPayable(
  { database, insertPayable }: Deps,
  debt: Debt,
): Promise<Result<PayableState, OtherDebt>> {
  if (await insertPayable({ ...debt, state: 'OPEN' })) return ok('OPEN');
  const known = await findPayable(database.db, debt.orderId);
  return known !== null && isSameDebt(known, debt) ? ok(known.state) : refuse({ kind: 'otherDebt' });
}
