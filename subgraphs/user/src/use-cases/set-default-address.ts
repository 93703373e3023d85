import { idOrNil } from '@storegraph/subgraph-kit/id';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { changeDefaultAddress } from '../db/address-store.ts';
import { lockUser } from '../db/user-store.ts';
import { addressNotFound, type NotFound } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

export function setDefaultAddress(
  { database }: Deps,
  { userId }: Person,
  { addressId }: { readonly addressId: string },
): Promise<Result<void, NotFound>> {
  return database.transaction(async (tx) => {
    // Two at once come one after the other: the key of the table lets only one address be the default.
    await lockUser(tx, userId);
    return (await changeDefaultAddress(tx, idOrNil(addressId), userId)) ? ok(undefined) : refuse(addressNotFound);
  });
}
