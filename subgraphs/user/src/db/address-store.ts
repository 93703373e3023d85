import { and, asc, count, eq } from 'drizzle-orm';
import type { Db, Tx } from '@storegraph/subgraph-kit/database/database';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import type { Address } from '../domain/address.ts';
import { addressTable } from './schema.ts';

/** The address books of several users, each oldest first. */
export const findAddressesOf = (db: Db, userIds: readonly string[]): Promise<Address[]> =>
  db
    .select()
    .from(addressTable)
    .where(oneOf(addressTable.userId, userIds))
    .orderBy(asc(addressTable.userId), asc(addressTable.id));

export async function countAddresses(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx.select({ addresses: count() }).from(addressTable).where(eq(addressTable.userId, userId));
  return row?.addresses ?? 0;
}

export async function insertAddress(tx: Tx, address: Address): Promise<void> {
  await tx.insert(addressTable).values(address);
}

const isOwn = (id: string, userId: string) => and(eq(addressTable.id, id), eq(addressTable.userId, userId));

/** False when the user has no address of this id. */
export async function replaceAddress(
  db: Db,
  id: string,
  userId: string,
  address: Omit<Address, 'id' | 'userId'>,
): Promise<boolean> {
  const [{ affectedRows }] = await db.update(addressTable).set(address).where(isOwn(id, userId));
  return affectedRows > 0;
}

/** False when the user has no address of this id. */
export async function deleteAddress(db: Db, id: string, userId: string): Promise<boolean> {
  const [{ affectedRows }] = await db.delete(addressTable).where(isOwn(id, userId));
  return affectedRows > 0;
}
