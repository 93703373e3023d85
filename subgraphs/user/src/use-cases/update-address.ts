import type { z } from 'zod';
import { parseId } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { replaceAddress } from '../db/address-store.ts';
import { addressForm, type Address } from '../domain/address.ts';
import { notFound, type NotFound } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

export async function updateAddress(
  { database }: Deps,
  input: { readonly userId: string; readonly addressId: string; readonly form: z.input<typeof addressForm> },
): Promise<Result<Address, InvalidInput | NotFound>> {
  const form = parseInput(addressForm, input.form, ['input', 'address']);
  if (!form.ok) return form;
  const id = parseId(input.addressId);
  if (id === null || !(await replaceAddress(database.db, id, input.userId, form.value)))
    return refuse(notFound('address', ['input', 'addressId']));
  return ok({ id, userId: input.userId, ...form.value });
}
