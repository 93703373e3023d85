import { expect } from 'vitest';
import { newGuest, type Shopper } from '../actors/shopper.ts';
import { signInAdmin, type Staff } from '../actors/staff.ts';
import { eventually } from '../stack/eventually.ts';

const UNITS = 10;

/** Who takes a journey, and what is bought: one unit of a variant that no other journey buys. */
export type Journey = { readonly shopper: Shopper; readonly admin: Staff; readonly variantId: string };

/** Where a journey ends. */
export type RightEnd = {
  readonly status: string;
  /** Of its payments. */
  readonly payments: readonly string[];
  /** What became of its unit. */
  readonly stock: 'held' | 'free' | 'sold';
  /** Kinds of its timeline, in alphabetical order. */
  readonly timeline: readonly string[];
};

export async function setOut(url: string): Promise<Journey> {
  const admin = await signInAdmin(url);
  const [shopper, variant] = await Promise.all([newGuest(url), admin.makeVariant({ onHand: UNITS })]);
  return { shopper, admin, variantId: variant.id };
}

/** Waits until everything about an order is as it should be. */
export async function expectEnd(
  { admin, variantId }: Journey,
  orderId: string,
  end: RightEnd,
  withinMs: number,
): Promise<void> {
  await eventually(
    async () => {
      const [order, { onHand, reserved }] = await Promise.all([admin.order(orderId), admin.stockOf(variantId)]);
      const reached: RightEnd = {
        status: order!.status,
        payments: order!.payments.map(({ status }) => status),
        stock: onHand < UNITS ? 'sold' : reserved > 0 ? 'held' : 'free',
        timeline: order!.timeline.map(({ kind }) => kind).sort(),
      };
      expect(reached).toEqual(end);
    },
    { withinMs },
  );
}
