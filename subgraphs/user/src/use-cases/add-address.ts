import { z } from 'zod';
import { newId } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { postalAddress } from '@storegraph/subgraph-kit/input/postal-address';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { countAddresses, insertAddress } from '../db/address-store.ts';
import { lockUser } from '../db/user-store.ts';
import { MAX_ADDRESSES, type Address } from '../domain/address.ts';
import type { NotFound } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

const inputSchema = z.object({ address: postalAddress });

export async function addAddress(
  { database }: Deps,
  { userId }: Person,
  input: unknown,
): Promise<Result<Address, InvalidInput | NotFound>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  return database.transaction(async (tx) => {
    // The lock makes the count hold until the commit; by now they may be erased, or locked out.
    if ((await lockUser(tx, userId))?.isDisabled !== false)
      return refuse({ kind: 'notFound', what: 'user', field: ['input'] });
    const addresses = await countAddresses(tx, userId);
    if (addresses >= MAX_ADDRESSES)
      return refuse(
        invalidInput(`An address book holds ${MAX_ADDRESSES} addresses. Remove one first.`, 'input', 'address'),
      );
    const address = { id: newId(), userId, ...parsed.value.address, isDefault: addresses === 0 };
    await insertAddress(tx, address);
    return ok(address);
  });
}
