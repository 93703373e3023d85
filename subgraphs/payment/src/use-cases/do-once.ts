import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { once } from '@storegraph/subgraph-kit/database/idempotency';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import type { KeyConflict } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

/** Does a person's command once per key. */
export async function doOnce<Answer>(
  { database }: Deps,
  { userId }: Person,
  command: {
    readonly operation: string;
    readonly key: string;
    readonly request: unknown;
    readonly likely?: Answer;
  },
  work: (tx: Tx) => Promise<Answer>,
): Promise<Result<Answer, KeyConflict>> {
  const outcome = await once(database, { scope: userId, ...command }, work);
  if (outcome.kind === 'conflict') return refuse({ kind: 'keyConflict' });
  return ok(outcome.answer);
}
