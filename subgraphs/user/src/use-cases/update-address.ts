import { z } from 'zod';
import { id } from '@storegraph/subgraph-kit/input/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { postalAddress } from '@storegraph/subgraph-kit/input/postal-address';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { replaceAddress } from '../db/address-store.ts';
import type { Address } from '../domain/address.ts';
import { addressNotFound, type NotFound } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

const inputSchema = z.object({ addressId: id, address: postalAddress });

export async function updateAddress(
  { database }: Deps,
  { userId }: Person,
  input: unknown,
): Promise<Result<Address, InvalidInput | NotFound>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { addressId, address } = parsed.value;
  const isReplaced = await replaceAddress(database.db, addressId, userId, address);
  return isReplaced ? ok({ id: addressId, userId, ...address }) : refuse(addressNotFound);
}
