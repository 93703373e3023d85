import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import type { Address, AddressEntry } from '../domain/address.ts';
import { addressTable } from './schema.ts';

const { id, userId, isDefault } = addressTable;

const addressesOfUsers = statement('user.findAddressesOf', { userIds: listOf(userId) }, (db, { userIds }) =>
  db.select().from(addressTable).where(oneOf(userId, userIds)).orderBy(asc(userId), asc(id)),
);

/** The address books of several users, each oldest first. */
export async function findAddressesOf(db: Db, userIds: readonly string[]): Promise<AddressEntry[]> {
  return (await addressesOfUsers(db, { userIds })).map((row) => ({ ...row, isDefault: row.isDefault === true }));
}

const addressCount = statement('user.countAddresses', { userId }, (db, given) =>
  db.select({ addresses: count() }).from(addressTable).where(eq(userId, given.userId)),
);

export async function countAddresses(tx: Tx, userId: string): Promise<number> {
  const [row] = await addressCount(tx, { userId });
  return row?.addresses ?? 0;
}

export async function insertAddress(tx: Tx, address: AddressEntry): Promise<void> {
  await tx
    .named('user.insertAddress')
    .insert(addressTable)
    .values({ ...address, isDefault: address.isDefault || null });
}

const lockedAddress = statement('user.lockAddress', { id, userId }, (db, own) =>
  db
    .select({ id })
    .from(addressTable)
    .where(and(eq(id, own.id), eq(userId, own.userId)))
    .for('update'),
);

const oldDefault = statement('user.clearDefaultAddress', { userId }, (db, given) =>
  db
    .update(addressTable)
    .set({ isDefault: null })
    .where(and(eq(userId, given.userId), eq(isDefault, sql`true`))),
);

const newDefault = statement('user.setDefaultAddress', { id }, (db, given) =>
  db
    .update(addressTable)
    .set({ isDefault: sql`true` })
    .where(eq(id, given.id)),
);

/** False when the user has no address of this id. The caller has the user locked. */
export async function changeDefaultAddress(tx: Tx, id: string, userId: string): Promise<boolean> {
  const [address] = await lockedAddress(tx, { id, userId });
  if (!address) return false;
  await oldDefault(tx, { userId });
  await newDefault(tx, { id });
  return true;
}

/** False when the user has no address of this id. */
export async function replaceAddress(
  db: Db,
  id: string,
  userId: string,
  address: Omit<Address, 'id' | 'userId'>,
): Promise<boolean> {
  const [{ affectedRows }] = await db
    .named('user.replaceAddress')
    .update(addressTable)
    .set(address)
    .where(and(eq(addressTable.id, id), eq(addressTable.userId, userId)));
  return affectedRows > 0;
}

const ownAddressRemoval = statement('user.deleteAddress', { id, userId }, (db, own) =>
  db.delete(addressTable).where(and(eq(id, own.id), eq(userId, own.userId))),
);

/** False when the user has no address of this id. */
export async function deleteAddress(db: Db, id: string, userId: string): Promise<boolean> {
  const [{ affectedRows }] = await ownAddressRemoval(db, { id, userId });
  return affectedRows > 0;
}
