import type { Context } from '../context.ts';
import { findMovement } from '../db/movement-store.ts';
import { getOne } from '../loaders.ts';
import type { ChangeResult } from '../use-cases/change-stock.ts';
import { afterWrite } from './after-write.ts';
import { toUserError } from './user-error.ts';

/** Answers `StockResult`. */
export async function stockResult(context: Context, result: ChangeResult) {
  if (!result.ok) return toUserError(result.refusal);
  const { variantId, movementId } = result.value;
  return {
    __typename: 'StockSuccess' as const,
    variant: await getOne(afterWrite(context).variant, variantId),
    movement: movementId === null ? null : await findMovement(context.deps.database.db, movementId),
  };
}
