import { z } from 'zod';
import {
  countAuditLog,
  listAuditLog,
  type AuditLogFilter,
  type AuditLogPosition,
  type AuditRecord,
} from '../database/audit-log-store.ts';
import type { Database } from '../database/database.ts';
import { NIL_ID } from '../id.ts';
import { cursorMoment, parsePage, toConnection, type Connection } from './pagination.ts';
import { parseArgument } from './parse-argument.ts';
import type { Reference } from './reference.ts';

/** What resolvers return for a page of the audit log. */
export type AuditEntryConnection = Connection<AuditRecord>;

type Given<Value> = Value | null | undefined;

/** The arguments of `userAuditLog` and its like, as `common.graphql` declares them. */
type AuditLogArgs = {
  readonly filter?: Given<{
    readonly actorId?: Given<string>;
    readonly subjectId?: Given<string>;
    readonly action?: Given<string>;
    readonly from?: Given<Date>;
    readonly to?: Given<Date>;
    readonly refusedOnly?: Given<boolean>;
  }>;
  readonly first?: Given<number>;
  readonly after?: Given<string>;
};

const position = z.tuple([cursorMoment, z.uuid()]);

// What is no id is told, and does not find what was refused before its subject was looked at.
const id = z.uuid().transform((text) => text.toLowerCase());
const filterRules = z.object({
  actorId: id.nullish(),
  subjectId: id.nullish(),
  action: z.string().max(64).nullish(),
  from: z.date().nullish(),
  to: z.date().nullish(),
  refusedOnly: z.boolean().nullish(),
});

/** Resolves a subgraph's audit log: one statement a page, and one for `totalCount`. */
export async function auditLog(
  _: unknown,
  args: AuditLogArgs,
  { deps }: { readonly deps: { readonly database: Database } },
): Promise<AuditEntryConnection> {
  const { db } = deps.database;
  const filter = parseFilter(args.filter);
  const page = parsePage(args, 'AUDIT_LOG', position);
  return toConnection(
    await listAuditLog(db, filter, page),
    page,
    ({ at, id }): AuditLogPosition => [at, id],
    () => countAuditLog(db, filter),
  );
}

function parseFilter(given: AuditLogArgs['filter']): AuditLogFilter {
  const { refusedOnly, ...filter } = parseArgument(filterRules, given ?? {}, 'filter');
  const narrowing = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  return { ...Object.fromEntries(narrowing), ...(refusedOnly === true && { isRefused: true }) };
}

/** Resolvers of `AuditEntry` in `common.graphql`. */
export const AuditEntry = {
  actor: ({ actorId }: AuditRecord): Reference => ({ id: actorId }),
  subjectId: ({ subjectId }: AuditRecord): string | null => (subjectId === NIL_ID ? null : subjectId),
  isRefused: ({ isRefused }: AuditRecord): boolean => isRefused === true,
  details: ({ details }: AuditRecord): string => JSON.stringify(details),
};
