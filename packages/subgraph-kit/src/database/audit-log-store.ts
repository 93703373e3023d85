import { and, count, eq, gte, lt, sql, type Placeholder, type SQL } from 'drizzle-orm';
import { auditLogTable } from './audit-log.ts';
import type { Db, Tx } from './database.ts';
import { keyset, toPage, type Page, type PageRequest } from './keyset.ts';
import { oneOf } from './one-of.ts';
import { listOf, optional, rowCount, statement } from './statement.ts';

/** An entry as it was written. */
export type AuditRecord = typeof auditLogTable.$inferSelect;

/** What a page of the log holds; a field left out narrows nothing. */
export type AuditLogFilter = {
  readonly actorId?: string;
  readonly subjectId?: string;
  readonly action?: string;
  /** The first moment that is shown, and the first that is not. */
  readonly from?: Date;
  readonly to?: Date;
  readonly isRefused?: true;
};

/** Where an entry stands in the log. */
export type AuditLogPosition = readonly [at: Date, id: string];

const { id, actorId, subjectId, action, at, isRefused } = auditLogTable;

const pageOfAuditLog = statement(
  'audit.listAuditLog',
  {
    actorId: optional(actorId),
    subjectId: optional(subjectId),
    action: optional(action),
    from: optional(at),
    to: optional(at),
    isRefused: optional(isRefused),
    at: optional(at),
    id: optional(id),
    limit: rowCount,
  },
  (db, { limit, at: lastAt, id: lastId, ...filter }) => {
    const { isBehind, orderBy } = keyset([at, id], 'desc', lastAt && lastId && [lastAt, lastId]);
    return db
      .select()
      .from(auditLogTable)
      .where(and(matches(filter), isBehind))
      .orderBy(...orderBy)
      .limit(limit);
  },
);

/** A page of a subgraph's audit log, the latest first. */
export async function listAuditLog(
  db: Db,
  filter: AuditLogFilter,
  { first, position }: PageRequest<AuditLogPosition>,
): Promise<Page<AuditRecord>> {
  const rows = await pageOfAuditLog(db, { ...filter, at: position?.[0], id: position?.[1], limit: first + 1 });
  return toPage(rows, first);
}

/** How many entries match a filter. */
export async function countAuditLog(db: Db, filter: AuditLogFilter): Promise<number> {
  const [row] = await db
    .named('audit.countAuditLog')
    .select({ entries: count() })
    .from(auditLogTable)
    .where(matches(filter));
  return row?.entries ?? 0;
}

const emptied = statement('audit.emptyDetails', { subjectIds: listOf(subjectId) }, (db, { subjectIds }) =>
  db
    .update(auditLogTable)
    .set({ details: sql`if(${isRefused}, json_object('refused', json_value(details, '$.refused')), '{}')` })
    .where(oneOf(subjectId, subjectIds)),
);

/**
 * Takes the details out of what was done to some subjects, as they tell of a person who is erased. Who did what to
 * which, and when, stays.
 */
export async function emptyAuditDetails(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  if (subjectIds.length > 0) await emptied(tx, { subjectIds });
}

/** Some values, or what stands for them in a statement. */
type Parts<Values> = { readonly [Name in keyof Values]: Values[Name] | Placeholder | undefined };

const matches = (filter: Parts<AuditLogFilter>): SQL | undefined =>
  and(
    filter.actorId === undefined ? undefined : eq(actorId, filter.actorId),
    filter.subjectId === undefined ? undefined : eq(subjectId, filter.subjectId),
    filter.action === undefined ? undefined : eq(action, filter.action),
    filter.from && gte(at, filter.from),
    filter.to && lt(at, filter.to),
    filter.isRefused && eq(isRefused, filter.isRefused),
  );
