import type DataLoader from 'dataloader';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { loadMany, loadOne } from '@storegraph/subgraph-kit/graphql/loaders';
import { findAddressesOf } from './db/address-store.ts';
import { findSessionsOf } from './db/session-store.ts';
import { findUsers } from './db/user-store.ts';
import { findStaffRoles } from './db/staff-role-store.ts';
import type { AddressEntry } from './domain/address.ts';
import type { Session } from './domain/session.ts';
import type { StaffRole } from './domain/staff-role.ts';
import type { User } from './domain/user.ts';

/** One for each request. */
export type Loaders = {
  readonly user: DataLoader<string, User | null>;
  readonly staffRole: DataLoader<string, StaffRole | null>;
  readonly sessionsOf: DataLoader<string, readonly Session[]>;
  readonly addressesOf: DataLoader<string, readonly AddressEntry[]>;
};

export const createLoaders = (db: Db): Loaders => ({
  user: loadOne((ids) => findUsers(db, ids), 'id'),
  staffRole: loadOne((ids) => findStaffRoles(db, ids), 'id', { remembers: false }),
  sessionsOf: loadMany((userIds) => findSessionsOf(db, userIds), 'userId'),
  addressesOf: loadMany((userIds) => findAddressesOf(db, userIds), 'userId'),
});
