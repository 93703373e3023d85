import type { FragmentType } from '../graphql/fragment.ts';
import { readFragment } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';

export const parts = ['user', 'order', 'inventory', 'payment'] as const;
/** Each part of the shop has a log of its own. */
export type Part = (typeof parts)[number];

const AuditEntries = graphql(`
  fragment AuditEntries on AuditEntryConnection {
    edges {
      cursor
      node {
        id
        at
        action
        subjectId
        isRefused
        details
        actor {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`);

export const AuditLogsQuery = graphql(`
  query AuditLogs(
    $filter: AuditLogFilter
    $userAfter: String
    $orderAfter: String
    $inventoryAfter: String
    $paymentAfter: String
  ) {
    user: userAuditLog(filter: $filter, first: 30, after: $userAfter) {
      ...AuditEntries
    }
    order: orderAuditLog(filter: $filter, first: 30, after: $orderAfter) {
      ...AuditEntries
    }
    inventory: inventoryAuditLog(filter: $filter, first: 30, after: $inventoryAfter) {
      ...AuditEntries
    }
    payment: paymentAuditLog(filter: $filter, first: 30, after: $paymentAfter) {
      ...AuditEntries
    }
  }
`);

type Logs = Readonly<Record<Part, FragmentType<typeof AuditEntries> | null>>;

/** The logs as one, the latest first, as far as all of them were read. */
export function mergeLogs(logs: Logs) {
  const read = parts.flatMap((part) => {
    const log = readFragment(AuditEntries, logs[part]);
    return log ? [{ part, ...log }] : [];
  });
  const unread = read.filter(({ pageInfo }) => pageInfo.hasNextPage);
  // What a log still has is older than the last that was read of it, and may be newer than what others have shown.
  const readUntil = unread.map(({ edges }) => edges.at(-1)?.node.at ?? '').reduce(latest, '');
  return {
    entries: read
      .flatMap(({ part, edges }) => edges.map(({ node }) => ({ part, ...node })))
      .filter(({ at }) => at >= readUntil)
      .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1)),
    away: parts.filter((part) => logs[part] === null),
    /** Where each log that has more is read on. */
    next: Object.fromEntries(unread.map(({ part, pageInfo }) => [`${part}After`, pageInfo.endCursor])),
  };
}

const latest = (a: string, b: string): string => (a > b ? a : b);

export type AuditEntry = ReturnType<typeof mergeLogs>['entries'][number];

/** Where staff see what an entry is about; null where nothing shows it. */
export function subjectPage({ part, action, subjectId }: AuditEntry): string | null {
  if (subjectId === null) return null;
  switch (part) {
    case 'user':
      return action.endsWith('StaffRole') ? '/admin/roles' : `/admin/users/${subjectId}`;
    case 'order':
      return `/admin/orders/${subjectId}`;
    case 'inventory':
      return action.endsWith('Stock') ? '/admin/stock' : null;
    case 'payment':
      return null;
  }
}
