import { newId } from '@storegraph/subgraph-kit/id';
import { ROLE_PERMISSIONS, type Permission, type Role } from '@storegraph/subgraph-kit/permissions';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';

/** A caller who is not signed in. */
export const anonymous: Viewer = { kind: 'anonymous', visitorId: null };

/** Another subgraph. */
export const service: Viewer = { kind: 'service', service: 'test' };

/** A signed-in user; a new customer unless `user` says otherwise. */
export const signedIn = (
  user: {
    readonly userId?: string;
    readonly role?: Role;
    /** Those of the role when left out. */
    readonly permissions?: readonly Permission[];
    readonly isGuest?: boolean;
    readonly visitorId?: string | null;
  } = {},
): Viewer & { kind: 'user' } => ({
  kind: 'user',
  userId: newId(),
  role: 'CUSTOMER',
  permissions: ROLE_PERMISSIONS[user.role ?? 'CUSTOMER'],
  isGuest: false,
  sessionId: newId(),
  visitorId: null,
  ...user,
});
