import { and, asc, count, eq } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import type { Address } from '../domain/address.ts';
import { addressTable } from './schema.ts';

const { id, userId } = addressTable;

const addressesOfUsers = statement('user.findAddressesOf', { userIds: listOf(userId) }, (db, { userIds }) =>
  db.select().from(addressTable).where(oneOf(userId, userIds)).orderBy(asc(userId), asc(id)),
);

/** The address books of several users, each oldest first. */
export const findAddressesOf = (db: Db, userIds: readonly string[]): Promise<Address[]> =>
  addressesOfUsers(db, { userIds });

const addressCount = statement('user.countAddresses', { userId }, (db, given) =>
  db.select({ addresses: count() }).from(addressTable).where(eq(userId, given.userId)),
);

export async function countAddresses(tx: Tx, userId: string): Promise<number> {
  const [row] = await addressCount(tx, { userId });
  return row?.addresses ?? 0;
}

export async function insertAddress(tx: Tx, address: Address): Promise<void> {
  await tx.named('user.insertAddress').insert(addressTable).values(address);
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
