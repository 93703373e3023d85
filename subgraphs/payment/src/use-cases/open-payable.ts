import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { findPayable } from '../db/payable-store.ts';
import { isSameDebt, type Debt, type Payable } from '../domain/payable.ts';
import type { OtherDebt } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

/** Says what an order owes. Said again, or after the order was closed, it answers where the payable stands, and until when. */
export async function openPayable(
  { database, insertPayable }: Deps,
  debt: Debt,
): Promise<Result<Pick<Payable, 'state' | 'holdExpiresAt'>, OtherDebt>> {
  if (await insertPayable({ ...debt, state: 'OPEN' })) return ok({ state: 'OPEN', holdExpiresAt: debt.holdExpiresAt });
  const known = await findPayable(database.db, debt.orderId);
  if (known === null || !isSameDebt(known, debt)) return refuse({ kind: 'otherDebt' });
  return ok({ state: known.state, holdExpiresAt: known.holdExpiresAt });
}
