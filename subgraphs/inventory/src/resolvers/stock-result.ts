import { unreachable } from '@storegraph/subgraph-kit/result';
import { idempotencyConflict } from '@storegraph/subgraph-kit/graphql/user-errors';
import type { Context } from '../context.ts';
import { findMovement } from '../db/movement-store.ts';
import type { adjustStock } from '../use-cases/change-stock.ts';
import { toUserError } from './user-error.ts';
import { afterWrite, written } from './written.ts';

/** Answers `StockResult`. */
export async function stockResult(
  context: Context,
  input: { readonly variantId: string },
  result: Awaited<ReturnType<typeof adjustStock>>,
) {
  if (!result.ok) return toUserError(result.refusal, 'InvalidInputError', 'NotFoundError');
  if (result.value.kind === 'conflict') return idempotencyConflict();
  const change = result.value.answer;
  switch (change.kind) {
    case 'changed': {
      const variant = written(await afterWrite(context).variant.load(input.variantId.toLowerCase()));
      const movement =
        change.movementId === null ? null : await findMovement(context.deps.database.db, change.movementId);
      return { __typename: 'StockSuccess' as const, variant, movement };
    }
    case 'unknownVariant':
      return {
        __typename: 'NotFoundError' as const,
        message: 'There is no such variant',
        field: ['input', 'variantId'],
      };
    case 'tooMany':
      return {
        __typename: 'InvalidInputError' as const,
        message: 'No shelf holds that many units',
        field: ['input', 'delta'],
      };
    case 'insufficient':
      return {
        __typename: 'InsufficientStockError' as const,
        message: `The other units are held for orders; at most ${change.available} can be taken`,
        field: null,
        available: change.available,
      };
    default:
      return unreachable(change);
  }
}
