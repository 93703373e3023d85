import { z } from 'zod';
import { newId, parseId } from '@storegraph/subgraph-kit/id';
import { idempotencyKey } from '@storegraph/subgraph-kit/input/idempotency-key';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { postalAddress } from '@storegraph/subgraph-kit/input/postal-address';
import { quantity } from '@storegraph/subgraph-kit/input/quantity';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import {
  invalidInput,
  ok,
  refuse,
  type InvalidInput,
  type KeyConflict,
  type RateLimited,
  type Result,
} from '@storegraph/subgraph-kit/result';
import type { OwnOrder } from '../db/order-store.ts';
import type { Order } from '../domain/order.ts';
import { MAX_LINES, MAX_QUANTITY, mergeQuantities, type VariantQuantity } from '../domain/quantities.ts';
import {
  unavailable,
  type NotFound,
  type OverLimit,
  type PlacementRefused,
  type Unavailable,
} from '../domain/refusals.ts';
import type { PlacementRefusal } from '../domain/saga.ts';
import type { Deps } from './deps.ts';
import { note } from './input-rules.ts';

const TOTAL = 'A total is a whole number of minor units.';
const inputSchema = z.object({
  idempotencyKey,
  lines: z
    .array(z.object({ variantId: z.string(), quantity: quantity(1, MAX_QUANTITY) }))
    .nullish()
    .transform((lines) => lines ?? null),
  shippingAddress: postalAddress,
  note,
  expectedTotal: z.int(TOTAL).min(0, TOTAL).nullish(),
});

type Refusal = InvalidInput | NotFound | KeyConflict | Unavailable | PlacementRefused | OverLimit | RateLimited;

/**
 * Places an order once per key. Accepting the request is a transaction of its own, whose answer is the order's id; the
 * saga of that id then makes the order, and everybody who sends the key again, at the same time or later, runs the same
 * saga and reads the same outcome.
 */
export async function placeOrder(
  deps: Deps,
  viewer: Person,
  input: unknown,
  addressHash: string | undefined,
): Promise<Result<Order, Refusal>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { idempotencyKey: key, lines: given, expectedTotal, ...request } = parsed.value;
  const lines = given === null ? ok(null) : parseLines(given);
  if (!lines.ok) return lines;
  const allowed = await deps.placeOrderRate(addressHash);
  if (!allowed.ok) return allowed;
  const accepted = await deps.acceptOrder({
    viewer,
    addressHash: addressHash ?? null,
    key,
    orderId: newId(),
    // Without a total it is what was sent before there was one: the same key stands for the same.
    sent: { ...request, lines: given, ...(typeof expectedTotal === 'number' && { expectedTotal }) },
    wanted: { ...request, lines: lines.value, expectedTotal: expectedTotal ?? null },
  });
  if (!accepted.ok) return accepted;
  const answer = accepted.value;
  switch (answer.kind) {
    case 'emptyCart':
      return refuse(invalidInput('The cart is empty.'));
    case 'overLimit':
      return refuse({
        ...answer,
        field: answer.broken.limit === 'heldUnits' ? pathOf([answer.broken.variantId], 'quantity', given) : null,
      });
    case 'accepted':
      await deps.advance(answer.orderId);
      return readOutcome(deps, { orderId: answer.orderId, userId: viewer.userId }, given);
  }
}

/** Merges lines of the same variant, and holds the result to the limits of an order. */
function parseLines(given: readonly VariantQuantity[]): Result<readonly VariantQuantity[], InvalidInput | NotFound> {
  if (given.length === 0) return refuse(invalidInput('Order at least one line.', 'input', 'lines'));
  const lines: VariantQuantity[] = [];
  for (const [index, line] of given.entries()) {
    const variantId = parseId(line.variantId);
    if (variantId === null)
      return refuse({ kind: 'notFound', what: 'variant', field: ['input', 'lines', String(index), 'variantId'] });
    lines.push({ variantId, quantity: line.quantity });
  }
  const merged = mergeQuantities(lines);
  const tooMany = merged.find((line) => line.quantity > MAX_QUANTITY);
  if (tooMany !== undefined)
    return refuse(
      invalidInput(
        `At most ${MAX_QUANTITY} units of one variant can be ordered.`,
        'input',
        'lines',
        String(lines.findLastIndex((line) => line.variantId === tooMany.variantId)),
        'quantity',
      ),
    );
  if (merged.length > MAX_LINES)
    return refuse(invalidInput(`At most ${MAX_LINES} lines can be ordered.`, 'input', 'lines'));
  return ok(merged);
}

async function readOutcome(
  deps: Deps,
  placed: OwnOrder,
  given: readonly VariantQuantity[] | null,
): Promise<Result<Order, Refusal>> {
  const order = await deps.findOwnOrder(placed);
  if (order !== null) return ok(order);
  const saga = await deps.findSaga(placed.orderId);
  if (saga === null || saga.refusal === null) return refuse(unavailable);
  return refuse({ kind: 'placementRefused', refusal: saga.refusal, field: faultOf(saga.refusal, given) });
}

/** What of the input is at fault; null when the lines are the cart's. */
function faultOf(refusal: PlacementRefusal, given: readonly VariantQuantity[] | null): readonly string[] | null {
  switch (refusal.kind) {
    case 'unknownVariants':
    case 'otherCurrency':
      return pathOf(refusal.variantIds, 'variantId', given);
    case 'outOfStock':
      return pathOf(
        refusal.shortages.map((shortage) => shortage.variantId),
        'quantity',
        given,
      );
    case 'totalOutOfBounds':
      return given && ['input', 'lines'];
    case 'totalChanged':
      return ['input', 'expectedTotal'];
  }
}

/** The path of the first given line of these variants. */
function pathOf(
  variantIds: readonly string[],
  field: string,
  given: readonly VariantQuantity[] | null,
): readonly string[] | null {
  if (given === null) return null;
  const index = given.findIndex((line) => variantIds.includes(line.variantId.toLowerCase()));
  return ['input', 'lines', String(index), field];
}
