import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { once } from '@storegraph/subgraph-kit/database/idempotency';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { KeyConflict } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

/** What every command of a buyer carries. */
export type BuyerCommand = { readonly userId: string; readonly idempotencyKey: string };

/**
 * Does a buyer's command once per key.
 * @param likely - the answer that is kept with the key at once
 */
export async function doOnce<Answer>(
  { database }: Deps,
  { userId, idempotencyKey }: BuyerCommand,
  operation: string,
  request: unknown,
  work: (tx: Tx) => Promise<Answer>,
  likely?: Answer,
): Promise<Result<Answer, KeyConflict>> {
  const outcome = await once(database, { scope: userId, operation, key: idempotencyKey, request, likely }, work);
  if (outcome.kind === 'conflict') return refuse({ kind: 'keyConflict' });
  return ok(outcome.answer);
}
