import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import type { PaymentAnswer } from './actors/answers.ts';
import { isRefusal, succeeded, type Outcome, type Refusal } from './actors/outcome.ts';
import { newGuest, type Shopper } from './actors/shopper.ts';
import { signInAdmin, type Staff } from './actors/staff.ts';
import { eventually } from './stack/eventually.ts';
import { sharedShop } from './stack/shops.ts';

const BUYERS = 200;
const UNITS = 50;

const { url } = sharedShop();
let admin: Staff;
let buyers: Shopper[];

beforeAll(async () => {
  admin = await signInAdmin(url);
  buyers = await Promise.all(Array.from({ length: BUYERS }, (_, number) => newGuest(url, `Buyer ${number}`)));
});

let resent = 0;
/** Sends under one key until there is a final answer, as the client does: a crowd at once may be answered later than the router waits. */
async function insist<Success>(send: (key: string) => Promise<Outcome<Success>>): Promise<Outcome<Success>> {
  const key = randomUUID();
  for (let tries = 1; ; tries++) {
    const outcome = await send(key).catch((error: unknown) => {
      if (tries < 10 && String(error).includes('SUBGRAPH_UNAVAILABLE')) return null;
      throw error;
    });
    if (outcome !== null && outcome.__typename !== 'ServiceUnavailableError') return outcome;
    resent++;
    await sleep(500);
  }
}

it(`sells exactly ${UNITS} units to ${BUYERS} buyers who come at once`, { timeout: 60_000 }, async () => {
  const variant = await admin.makeVariant({ onHand: UNITS });
  const line = { variantId: variant.id, quantity: 1 };

  const startedAt = performance.now();
  const outcomes = await Promise.all(
    buyers.map(async (buyer) => {
      const placed = await insist((key) => buyer.tryPlaceOrder([line], key));
      if (isRefusal(placed)) return placed;
      const started = succeeded(await insist((key) => buyer.tryStartPayment(placed.order.id, key)));
      return succeeded(await insist((key) => buyer.tryConfirmPayment(started.payment.id, key))).payment;
    }),
  );

  console.log(`${BUYERS} buyers, ${UNITS} units: everyone had a final answer after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s, ${resent} requests were sent again`);

  const paid = outcomes.filter((outcome): outcome is PaymentAnswer => 'status' in outcome);
  const refused = outcomes.filter((outcome): outcome is Refusal => !('status' in outcome));
  expect([...new Set(refused.map(({ __typename }) => __typename))]).toEqual(['OutOfStockError']);
  expect([paid.length, refused.length]).toEqual([UNITS, BUYERS - UNITS]);
  expect(new Set(paid.map(({ status }) => status))).toEqual(new Set(['CAPTURED']));
  // Each of these answers waits a second at most for its order to be told; in a crowd some take longer.
  await eventually(
    async () => {
      const orders = await Promise.all(paid.map(({ order }) => admin.order(order!.id)));
      expect(new Set(orders.map((order) => order?.status))).toEqual(new Set(['PAID']));
    },
    { withinMs: 10_000 },
  );
  for (const { field, shortages } of refused) {
    expect(field).toEqual(['input', 'lines', '0', 'quantity']);
    expect(shortages).toEqual([{ variant: { id: variant.id }, requested: 1, available: 0 }]);
  }
  expect(await admin.stockOf(variant.id)).toEqual({ onHand: UNITS, reserved: UNITS, available: 0 });
});

it('names what is left of each short line, and holds nothing of the others', async () => {
  const [plenty, few, none] = await Promise.all([100, 3, 0].map((onHand) => admin.makeVariant({ onHand })));
  const outcome = await buyers[0]!.tryPlaceOrder([
    { variantId: plenty!.id, quantity: 5 },
    { variantId: few!.id, quantity: 4 },
    { variantId: none!.id, quantity: 1 },
  ]);
  expect(outcome.__typename).toBe('OutOfStockError');
  if (!isRefusal(outcome)) return;
  expect(outcome.shortages).toHaveLength(2);
  expect(outcome.shortages).toEqual(
    expect.arrayContaining([
      { variant: { id: few!.id }, requested: 4, available: 3 },
      { variant: { id: none!.id }, requested: 1, available: 0 },
    ]),
  );
  expect(await admin.stockOf(plenty!.id)).toEqual({ onHand: 100, reserved: 0, available: 100 });
});
