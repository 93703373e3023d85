import type DataLoader from 'dataloader';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { loadCount, loadMany, loadOne } from '@storegraph/subgraph-kit/graphql/loaders';
import { findAddressesOf } from './db/address-store.ts';
import { findPasskeysOf } from './db/passkey-store.ts';
import { findSessionsOf } from './db/session-store.ts';
import { countRecoveryCodes, findUsersWithTotp } from './db/totp-store.ts';
import { findLinkedAccountsOf } from './db/linked-account-store.ts';
import { findUsers } from './db/user-store.ts';
import { findStaffRoles } from './db/staff-role-store.ts';
import type { AddressEntry } from './domain/address.ts';
import type { Passkey } from './domain/passkey.ts';
import type { Session } from './domain/session.ts';
import type { LinkedAccount } from './domain/linked-account.ts';
import type { StaffRole } from './domain/staff-role.ts';
import type { User } from './domain/user.ts';

/** One for each request. */
export type Loaders = {
  readonly user: DataLoader<string, User | null>;
  readonly staffRole: DataLoader<string, StaffRole | null>;
  /** Answers for users whose sign-in has a second step, and null for all others. */
  readonly totpOf: DataLoader<string, { readonly userId: string } | null>;
  readonly recoveryCodesOf: DataLoader<string, number>;
  readonly linkedAccountsOf: DataLoader<string, readonly LinkedAccount[]>;
  readonly passkeysOf: DataLoader<string, readonly Passkey[]>;
  readonly sessionsOf: DataLoader<string, readonly Session[]>;
  readonly addressesOf: DataLoader<string, readonly AddressEntry[]>;
};

export const createLoaders = (db: Db): Loaders => ({
  user: loadOne((ids) => findUsers(db, ids), 'id'),
  staffRole: loadOne((ids) => findStaffRoles(db, ids), 'id', { remembers: false }),
  sessionsOf: loadMany((userIds) => findSessionsOf(db, userIds), 'userId'),
  totpOf: loadOne((userIds) => findUsersWithTotp(db, userIds), 'userId'),
  recoveryCodesOf: loadCount((userIds) => countRecoveryCodes(db, userIds)),
  linkedAccountsOf: loadMany((userIds) => findLinkedAccountsOf(db, userIds), 'userId'),
  passkeysOf: loadMany((userIds) => findPasskeysOf(db, userIds), 'userId'),
  addressesOf: loadMany((userIds) => findAddressesOf(db, userIds), 'userId'),
});
