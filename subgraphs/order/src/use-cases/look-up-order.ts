import { z } from 'zod';
import { CommandUnansweredError } from '@storegraph/subgraph-kit/http/command';
import { NIL_ID } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { phoneNumber } from '@storegraph/subgraph-kit/input/phone-number';
import { singleLine } from '@storegraph/subgraph-kit/input/text';
import { ok, refuse, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { isPhoneOf } from '../clients/user.ts';
import { findAnyOrderBySequence } from '../db/order-store.ts';
import { parseOrderNumber } from '../domain/order-number.ts';
import type { Order } from '../domain/order.ts';
import { unavailable, type NotFound, type Unavailable } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

const inputSchema = z.object({ number: singleLine('An order number', 20), phone: phoneNumber });

/**
 * Finds an order for who knows its number and its buyer's phone. Numbers can be guessed and phones are known to many, so
 * tries are counted by network and by number, right ones too, and a number without an order takes the same steps as one
 * whose buyer has another phone.
 */
export async function lookUpOrder(
  { database, user, lookUpRate }: Deps,
  input: unknown,
  addressHash: string | undefined,
): Promise<Result<Order, InvalidInput | NotFound | RateLimited | Unavailable>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { number, phone } = parsed.value;
  const sequence = parseOrderNumber(number) ?? 0;
  for (const allowed of [await lookUpRate.byAddress(addressHash), await lookUpRate.byNumber(String(sequence))])
    if (!allowed.ok) return allowed;
  const order = await findAnyOrderBySequence(database.db, sequence);
  try {
    const isBuyers = await isPhoneOf(user, { userId: order?.userId ?? NIL_ID, phone });
    return order && isBuyers ? ok(order) : refuse({ kind: 'notFound', what: 'lookedUp', field: ['input'] });
  } catch (error) {
    if (error instanceof CommandUnansweredError) return refuse(unavailable);
    throw error;
  }
}
