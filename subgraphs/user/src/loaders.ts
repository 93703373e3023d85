import DataLoader from 'dataloader';
import type { Db } from '@storegraph/subgraph-kit/database';
import { findAddressesOf } from './db/address-store.ts';
import { findUsers } from './db/user-store.ts';
import type { Address } from './domain/address.ts';
import type { User } from './domain/user.ts';

export type Loaders = {
  readonly user: DataLoader<string, User | null>;
  readonly addressesOf: DataLoader<string, readonly Address[]>;
};

// Batches only: several mutations of one request each answer with what is there after them, which a cache would hide.
const options = { cache: false };

/** Loaders of one request. */
export const createLoaders = (db: Db): Loaders => ({
  user: new DataLoader(async (ids) => {
    const users = new Map((await findUsers(db, ids)).map((user) => [user.id, user]));
    return ids.map((id) => users.get(id) ?? null);
  }, options),
  addressesOf: new DataLoader(async (userIds) => {
    const books = Map.groupBy(await findAddressesOf(db, userIds), (address) => address.userId);
    return userIds.map((id) => books.get(id) ?? []);
  }, options),
});
