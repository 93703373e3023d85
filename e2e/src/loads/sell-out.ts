import { expect } from 'vitest';
import type { PaymentAnswer } from '../actors/answers.ts';
import { forAll, insist, newGuests, type Patience } from '../actors/crowd.ts';
import { isRefusal, succeeded, type Refusal } from '../actors/outcome.ts';
import type { Shopper } from '../actors/shopper.ts';
import { signInAdmin, type NewVariant } from '../actors/staff.ts';
import { eventually } from '../stack/eventually.ts';
import type { Shop } from '../stack/shop.ts';

/** How many come for how many units of one variant. */
export type Sale = { readonly buyers: number; readonly units: number; readonly atOnce: number };

/**
 * Sells a variant to more buyers than it has units: who is not told that it is sold out pays, and everybody has one
 * final answer.
 */
export async function sellOut({ url }: Shop, { buyers: count, units, atOnce }: Sale): Promise<void> {
  const admin = await signInAdmin(url);
  const buyers = await newGuests(url, count);
  const variant = await admin.makeVariant({ onHand: units });

  const patience: Patience = { resent: 0 };
  const startedAt = performance.now();
  const outcomes = await forAll(buyers, atOnce, (buyer) => buy(buyer, variant, patience));
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(
    `${count} buyers, ${units} units, ${atOnce} at once: ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} placements/s, ${patience.resent} requests were sent again`,
  );

  const paid = outcomes.filter((outcome): outcome is PaymentAnswer => 'status' in outcome);
  const refused = outcomes.filter((outcome): outcome is Refusal => !('status' in outcome));
  expect([...new Set(refused.map(({ __typename }) => __typename))]).toEqual(['OutOfStockError']);
  expect([paid.length, refused.length]).toEqual([units, count - units]);
  expect(new Set(paid.map(({ status }) => status))).toEqual(new Set(['CAPTURED']));
  for (const { field, shortages } of refused) {
    expect(field).toEqual(['input', 'lines', '0', 'quantity']);
    expect(shortages).toEqual([{ variant: { id: variant.id }, requested: 1, available: 0 }]);
  }
  // Each capture waits a second at most for its order to be told; in a crowd some take longer.
  await eventually(
    async () => {
      const orders = await forAll(paid, 20, ({ order }) => admin.order(order!.id));
      expect(new Set(orders.map((order) => order?.status))).toEqual(new Set(['PAID']));
    },
    { withinMs: 30_000 },
  );
  expect(new Set(paid.map(({ order }) => order!.id)).size).toBe(units);
  expect(await admin.stockOf(variant.id)).toEqual({ onHand: units, reserved: units, available: 0 });
}

async function buy(buyer: Shopper, variant: NewVariant, patience: Patience): Promise<PaymentAnswer | Refusal> {
  const placed = await insist((key) => buyer.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }], key), {
    patience,
  });
  if (isRefusal(placed)) return placed;
  const started = succeeded(await insist((key) => buyer.tryStartPayment(placed.order.id, key), { patience }));
  return succeeded(await insist((key) => buyer.tryConfirmPayment(started.payment.id, key), { patience })).payment;
}
