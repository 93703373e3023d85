import type { Tx } from '@storegraph/subgraph-kit/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { auditLogTable } from './schema.ts';

export type AuditEntry = {
  readonly actorId: string;
  /** The mutation. */
  readonly action: string;
  readonly targetId: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
};

/** Notes what staff did, in the transaction that does it. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLogTable).values({ ...entry, id: newId() });
}
