import { idOrNil } from '@storegraph/subgraph-kit/id';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { deleteAddress } from '../db/address-store.ts';
import { addressNotFound, type NotFound } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

export async function removeAddress(
  { database }: Deps,
  { userId }: Person,
  { addressId }: { readonly addressId: string },
): Promise<Result<void, NotFound>> {
  const isDeleted = await deleteAddress(database.db, idOrNil(addressId), userId);
  return isDeleted ? ok(undefined) : refuse(addressNotFound);
}
