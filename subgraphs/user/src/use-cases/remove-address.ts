import { parseId } from '@storegraph/subgraph-kit/id';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { deleteAddress } from '../db/address-store.ts';
import { notFound, type NotFound } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

export async function removeAddress(
  { database }: Deps,
  input: { readonly userId: string; readonly addressId: string },
): Promise<Result<void, NotFound>> {
  const id = parseId(input.addressId);
  if (id === null || !(await deleteAddress(database.db, id, input.userId)))
    return refuse(notFound('address', ['input', 'addressId']));
  return ok(undefined);
}
