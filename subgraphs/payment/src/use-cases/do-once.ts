import { once } from '@storegraph/subgraph-kit/idempotency';
import type { Tx } from '@storegraph/subgraph-kit/database';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Deps } from './deps.ts';

/** What every command of a buyer carries. */
export type BuyerCommand = { readonly userId: string; readonly idempotencyKey: string };

/** Refusals that every command of a buyer knows. None of them writes anything. */
export type CommandRefusal = { readonly kind: 'notFound' } | { readonly kind: 'malformedKey' } | { readonly kind: 'keyReused' };

const MAX_KEY_LENGTH = 128;

const CONTROL = /\p{Cc}/u;

export const isKey = (key: string): boolean => key.length >= 1 && key.length <= MAX_KEY_LENGTH && !CONTROL.test(key);

/** Does a buyer's command once per key, and wakes the relay for what it left in the outbox. */
export async function doOnce<Answer>(
  { database, relay }: Deps,
  { userId, idempotencyKey }: BuyerCommand,
  operation: string,
  request: unknown,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Result<Answer, { readonly kind: 'keyReused' }>> {
  const outcome = await once(database, { scope: userId, operation, key: idempotencyKey, request }, work);
  if (outcome.kind === 'conflict') return refuse({ kind: 'keyReused' });
  relay.wake();
  return ok(outcome.answer);
}
