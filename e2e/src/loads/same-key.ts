import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { forAll, insist, newGuests, times } from '../actors/crowd.ts';
import { succeeded } from '../actors/outcome.ts';
import { signInAdmin } from '../actors/staff.ts';
import type { Shop } from '../stack/shop.ts';

/** Sends each of `keys` orders `copies` times at once, and then another order under the same key. */
export async function placeUnderSameKey(
  { url }: Shop,
  { keys, copies }: { readonly keys: number; readonly copies: number },
): Promise<void> {
  const [admin, shoppers] = await Promise.all([signInAdmin(url), newGuests(url, keys)]);
  const variant = await admin.makeVariant({ onHand: keys });
  const startedAt = performance.now();
  const orderIds = await forAll(shoppers, 2, async (shopper) => {
    const key = randomUUID();
    const place = (quantity: number) =>
      insist((sent) => shopper.tryPlaceOrder([{ variantId: variant.id, quantity }], sent), { key });
    const { order } = succeeded(onlyAnswer(await times(copies, () => place(1))));
    expect(order.status).toBe('PENDING_PAYMENT');
    expect(await place(2)).toMatchObject({ __typename: 'IdempotencyConflictError' });
    const { me } = await shopper.visitor.read('{ me { orders { totalCount } } }');
    expect(me.orders.totalCount).toBe(1);
    return order.id;
  });
  console.log(
    `${keys} keys, each ${copies} times at once: ${new Set(orderIds).size} orders in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s, ${keys} conflicts`,
  );
  expect(new Set(orderIds).size).toBe(keys);
  expect(await admin.stockOf(variant.id)).toEqual({ onHand: keys, reserved: keys, available: 0 });
}

/** What all were answered; fails when two answers differ in more than the clock. */
export function onlyAnswer<Answer>(answers: readonly Answer[]): Answer {
  const [first, ...others] = answers.map(withoutClock);
  for (const other of others) expect(other).toEqual(first);
  return answers[0]!;
}

const withoutClock = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (field, value: unknown) => (field === 'serverTime' ? undefined : value)));
