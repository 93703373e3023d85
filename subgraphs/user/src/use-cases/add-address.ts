import type { z } from 'zod';
import { newId } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { countAddresses, insertAddress } from '../db/address-store.ts';
import { lockUser } from '../db/user-store.ts';
import { addressForm, MAX_ADDRESSES, type Address } from '../domain/address.ts';
import { invalidInput, notFound, type NotFound } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

export async function addAddress(
  { database }: Deps,
  input: { readonly userId: string; readonly form: z.input<typeof addressForm> },
): Promise<Result<Address, InvalidInput | NotFound>> {
  const form = parseInput(addressForm, input.form, ['input', 'address']);
  if (!form.ok) return form;
  const address = { id: newId(), userId: input.userId, ...form.value };
  return database.transaction(async (tx) => {
    // The lock makes the count hold until the commit.
    if ((await lockUser(tx, input.userId)) === null) return refuse(notFound('user', ['input']));
    if ((await countAddresses(tx, input.userId)) >= MAX_ADDRESSES)
      return refuse(
        invalidInput(`An address book holds ${MAX_ADDRESSES} addresses. Remove one first.`, ['input', 'address']),
      );
    await insertAddress(tx, address);
    return ok(address);
  });
}
