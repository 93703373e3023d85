import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { times } from '../actors/crowd.ts';
import { newGuest, type Shopper } from '../actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from '../actors/staff.ts';
import { eventually } from '../stack/eventually.ts';
import { resend } from './resend.ts';

const UNITS = 100_000;
const SETTLE_MS = 60_000;
// A page of them, read at once; then the next guest buys in their place.
const MOST_ORDERS = 100;
const GUESTS_IN_TURN = 2;

/**
 * People who buy one unit after the other, resending what has no answer, so that each purchase they begin is one they
 * are told of.
 */
export type Crowd = {
  /** Lets everybody buy until `during` has ended, and then finish. */
  shopWhile(during: () => Promise<void>): Promise<void>;
  /** Every purchase is paid once, no shopper has an order too many, no unit is missing. Returns how many there are. */
  expectAllPaidOnce(): Promise<number>;
};

export async function gatherCrowd(url: string, size: number): Promise<Crowd> {
  const admin = await signInAdmin(url);
  const variant = await admin.makeVariant({ onHand: UNITS });
  const queues = await times(size, () => times(GUESTS_IN_TURN, () => newGuest(url)));
  const purchases = new Map(queues.flat().map((guest): [Shopper, string[]] => [guest, []]));
  return {
    shopWhile: async (during) => {
      let isOn = true;
      const shopping = Promise.all(
        queues.map(async (guests) => {
          for (const guest of guests) {
            const orderIds = purchases.get(guest) ?? [];
            while (isOn && orderIds.length < MOST_ORDERS) orderIds.push(await buy(guest, variant));
          }
        }),
      );
      // A failure of theirs shall not stay unheard while the fault goes on.
      await Promise.all([shopping, during().finally(() => (isOn = false))]);
    },
    expectAllPaidOnce: () => eventually(() => countPaid(purchases, admin, variant), { withinMs: SETTLE_MS }),
  };
}

async function buy(shopper: Shopper, variant: NewVariant): Promise<string> {
  const [placing, starting, confirming] = [randomUUID(), randomUUID(), randomUUID()];
  const { order } = await resend(() => shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }], placing));
  const { payment } = await resend(() => shopper.tryStartPayment(order.id, starting));
  await resend(() => shopper.tryConfirmPayment(payment.id, confirming));
  return order.id;
}

const OWN_ORDERS =
  '{ me { orders(first: 100) { edges { node { id status payments { status } timeline { kind } } } } } }';
const PAID_ONCE = { status: 'PAID', payments: [{ status: 'CAPTURED' }], timeline: expect.toSatisfy(isPaidOnce) };

async function countPaid(
  purchases: ReadonlyMap<Shopper, readonly string[]>,
  admin: Staff,
  variant: NewVariant,
): Promise<number> {
  let count = 0;
  for (const [shopper, told] of purchases) {
    if (told.length === 0) continue;
    const { me } = await shopper.visitor.read(OWN_ORDERS);
    const orders = new Map<string, object>(
      me.orders.edges.map(({ node: { id, ...order } }: { node: { id: string } }) => [id, order]),
    );
    expect([...orders.keys()].sort()).toEqual([...told].sort());
    for (const order of orders.values()) expect(order).toEqual(PAID_ONCE);
    count += told.length;
  }
  expect(await admin.stockOf(variant.id)).toEqual({ onHand: UNITS, reserved: count, available: UNITS - count });
  return count;
}

function isPaidOnce(timeline: readonly { readonly kind: string }[]): boolean {
  return (
    timeline
      .map(({ kind }) => kind)
      .sort()
      .join() === 'PAID,PAYMENT_STARTED,PLACED'
  );
}
