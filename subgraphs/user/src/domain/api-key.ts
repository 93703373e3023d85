import type { Permission } from '@storegraph/subgraph-kit/permissions';

/** A way in for a program, with permissions of its own. Its secret is known to who was shown it, and to nobody else. */
export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** The admin who made it. */
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Null for one that does not end by itself. */
  readonly expiresAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
};

/** More than a shop has programs, and few enough for one list. */
export const MAX_API_KEYS = 100;
