import type { Tx } from '@storegraph/subgraph-kit/database';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Actor } from '../domain/timeline.ts';
import { auditTable } from './schema.ts';

/** Records what a member of staff did, in the transaction that does it. What buyers do with their own orders is in the timeline alone. */
export async function recordAudit(
  tx: Tx,
  actor: Actor,
  entry: { readonly action: string; readonly subjectId: string; readonly details?: Readonly<Record<string, unknown>> },
): Promise<void> {
  if (actor.kind !== 'STAFF') return;
  const { details = {}, ...rest } = entry;
  await tx.insert(auditTable).values({ id: newId(), actorId: actor.userId, ...rest, details });
}
