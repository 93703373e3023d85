import { eq, sql, type Column, type SQL } from 'drizzle-orm';
import type { Permission } from '../permissions.ts';
import { may, type Viewer } from '../viewer.ts';
import { encodeOne } from './encode.ts';
import type { Value } from './statement.ts';

/** Whose rows may be seen. Those that may not are as good as missing. */
export type Visibility = 'all' | 'none' | { readonly ownerId: string };

/**
 * What a viewer sees of rows that belong to users: a user their own, services all.
 * @param seenBy - the permission with which staff see all, too
 */
export function visibilityFor(viewer: Viewer, seenBy: Permission): Visibility {
  if (may(viewer, seenBy)) return 'all';
  return viewer.kind === 'user' ? { ownerId: viewer.userId } : 'none';
}

/**
 * A {@link Visibility} as a value of a statement; what stands in the SQL is the condition, none where all are seen.
 * @param owner - the column of whose id a row is
 */
export const visibleBy = (owner: Column): Value<Visibility, SQL | undefined> => ({
  shapeOf: (visibility) => (typeof visibility === 'object' ? 'own' : visibility),
  encode: (visibility) => (typeof visibility === 'object' ? encodeOne(owner, visibility.ownerId) : null),
  toPart: (placeholder, visibility) => {
    if (visibility === 'all') return undefined;
    return visibility === 'none' ? sql`false` : eq(owner, placeholder);
  },
});
