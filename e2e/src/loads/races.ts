import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { OrderAnswer, PaymentAnswer } from '../actors/answers.ts';
import { forAll, insist, newGuests, times } from '../actors/crowd.ts';
import { isRefusal, succeeded, type Outcome } from '../actors/outcome.ts';
import type { Shopper } from '../actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from '../actors/staff.ts';
import { eventually } from '../stack/eventually.ts';
import type { Shop } from '../stack/shop.ts';

/** Buyers at a time; each has at least two requests under way. */
const AT_ONCE = 10;
const PRICE_MINOR = 1_250;
const SETTLE_MS = 30_000;

/** A shopper with an unpaid order of one unit. */
type Racer = { readonly shopper: Shopper; readonly order: OrderAnswer };

type Track = { readonly admin: Staff; readonly variant: NewVariant; readonly racers: readonly Racer[] };

/** Things that cannot both happen, asked for at the same moment, `count` times each. */
export function racesOf(shop: () => Shop, count: number): void {
  it('confirms or cancels a paid order, when staff and buyer ask at once', async () => {
    const { admin, variant, racers } = await lineUp(shop(), count);
    const confirmed = await forAll(racers, AT_ONCE, async (racer, index) => {
      await pay(racer);
      const { id } = racer.order;
      const [confirmation, cancellation] = await bothAtOnce(
        index,
        (key) => admin.tryConfirm(id, key),
        (key) => racer.shopper.tryCancelOrder(id, key),
      );
      const isConfirmed = !isRefusal(confirmation);
      expect([confirmation.__typename, cancellation.__typename]).toEqual(
        isConfirmed ? ['ConfirmOrderSuccess', 'OrderStatusError'] : ['OrderStatusError', 'CancelOrderSuccess'],
      );
      await untilEnd(
        admin,
        id,
        isConfirmed
          ? { status: 'CONFIRMED', paid: PRICE_MINOR, refunded: 0 }
          : { status: 'CANCELLED', paid: PRICE_MINOR, refunded: PRICE_MINOR },
      );
      return isConfirmed;
    });
    const sold = tell('confirmed', 'cancelled', confirmed);
    await untilStock(admin, variant, { onHand: count - sold, reserved: 0 });
  });

  it('captures or cancels an attempt, when both are asked for at once', async () => {
    const { admin, variant, racers } = await lineUp(shop(), count);
    const captured = await forAll(racers, AT_ONCE, async ({ shopper, order }, index) => {
      const { id } = await start({ shopper, order });
      const [capture, cancellation] = await bothAtOnce(
        index,
        (key) => shopper.tryConfirmPayment(id, key),
        (key) => shopper.tryCancelPayment(id, key),
      );
      const isCaptured = !isRefusal(capture);
      expect([capture.__typename, cancellation.__typename]).toEqual(
        isCaptured ? ['ConfirmPaymentSuccess', 'PaymentStatusError'] : ['PaymentStatusError', 'CancelPaymentSuccess'],
      );
      await untilEnd(
        admin,
        order.id,
        isCaptured
          ? { status: 'PAID', paid: PRICE_MINOR, refunded: 0 }
          : { status: 'PENDING_PAYMENT', paid: 0, refunded: 0 },
      );
      return isCaptured;
    });
    tell('captured', 'cancelled', captured);
    await untilStock(admin, variant, { onHand: count, reserved: count });
  });

  it('keeps no money for an order that is cancelled while it is paid', async () => {
    const { admin, variant, racers } = await lineUp(shop(), count);
    const paid = await forAll(racers, AT_ONCE, async ({ shopper, order }, index) => {
      const { id } = await start({ shopper, order });
      const [capture, cancellation] = await bothAtOnce(
        index,
        (key) => shopper.tryConfirmPayment(id, key),
        (key) => shopper.tryCancelOrder(order.id, key),
      );
      const isPaid = !isRefusal(capture);
      expect([capture.__typename, cancellation.__typename]).toEqual([
        isPaid ? 'ConfirmPaymentSuccess' : 'PaymentStatusError',
        'CancelOrderSuccess',
      ]);
      await untilEnd(admin, order.id, {
        status: 'CANCELLED',
        paid: isPaid ? PRICE_MINOR : 0,
        refunded: isPaid ? PRICE_MINOR : 0,
      });
      return isPaid;
    });
    tell('paid and refunded', 'cancelled unpaid', paid);
    await untilStock(admin, variant, { onHand: count, reserved: 0 });
  });

  it('opens one attempt of two that are started at once', async () => {
    const { admin, racers } = await lineUp(shop(), count);
    await forAll(racers, AT_ONCE, async ({ shopper, order }) => {
      const [winner, loser] = winnerFirst(
        await times(2, () => insist((key) => shopper.tryStartPayment(order.id, key))),
      );
      expect(loser).toMatchObject({
        __typename: 'PaymentInProgressError',
        payment: { id: succeeded(winner!).payment.id, status: 'PENDING' },
      });
      expect((await admin.order(order.id))?.payments).toHaveLength(1);
    });
    console.log(`${count} attempts opened, ${count} refused`);
  });

  it('gives back what was captured and no more, when ten ask at once', async () => {
    const refundMinor = 300;
    const fitting = Math.floor(PRICE_MINOR / refundMinor);
    const { admin, racers } = await lineUp(shop(), count);
    const refused = await forAll(racers, 2, async (racer) => {
      const { id } = await pay(racer);
      const refunds = await times(10, () => insist((key) => admin.tryRefund(id, refundMinor, key)));
      const failures = refunds.filter(isRefusal);
      expect(refunds.length - failures.length).toBe(fitting);
      for (const failure of failures)
        expect(failure).toMatchObject({
          __typename: 'RefundExceedsCaptureError',
          refundable: { amount: PRICE_MINOR - fitting * refundMinor, currency: 'USD' },
        });
      await untilEnd(admin, racer.order.id, { status: 'PAID', paid: PRICE_MINOR, refunded: fitting * refundMinor });
      return failures.length;
    });
    console.log(
      `${count} payments: ${count * fitting} refunds, ${refused.reduce((sum, each) => sum + each, 0)} refused`,
    );
  });
}

/** Gives each of `count` buyers an order of the last units of a new variant. */
export async function lineUp({ url }: Pick<Shop, 'url'>, count: number): Promise<Track> {
  const patiently = { withinMs: SETTLE_MS };
  const admin = await eventually(() => signInAdmin(url), patiently);
  const variant = await eventually(() => admin.makeVariant({ onHand: count, priceMinor: PRICE_MINOR }), patiently);
  const racers = await forAll(await newGuests(url, count), AT_ONCE, async (shopper) => {
    const { order } = succeeded(
      await insist((key) => shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }], key)),
    );
    return { shopper, order };
  });
  return { admin, variant, racers };
}

const start = async ({ shopper, order }: Racer): Promise<PaymentAnswer> =>
  succeeded(await insist((key) => shopper.tryStartPayment(order.id, key))).payment;

async function pay(racer: Racer): Promise<PaymentAnswer> {
  const { id } = await start(racer);
  return succeeded(await insist((key) => racer.shopper.tryConfirmPayment(id, key))).payment;
}

// Without a head start, the side with the longer way would lose every time.
const HEAD_STARTS_MS = [0, 30, 100, 300];

/** Sends two things at once, or nearly: one in turn with the other has a small head start. */
async function bothAtOnce<A, B>(
  index: number,
  a: (key: string) => Promise<Outcome<A>>,
  b: (key: string) => Promise<Outcome<B>>,
): Promise<[Outcome<A>, Outcome<B>]> {
  const headStartMs = HEAD_STARTS_MS[Math.floor(index / 2) % HEAD_STARTS_MS.length];
  const [delayA, delayB] = index % 2 === 0 ? [0, headStartMs] : [headStartMs, 0];
  return Promise.all([sleep(delayA).then(() => insist(a)), sleep(delayB).then(() => insist(b))]);
}

const winnerFirst = <Success>(outcomes: readonly Outcome<Success>[]): readonly Outcome<Success>[] =>
  outcomes.toSorted((a, b) => Number(isRefusal(a)) - Number(isRefusal(b)));

/** How many won; prints both. */
export function tell(win: string, loss: string, won: readonly boolean[]): number {
  const wins = won.filter(Boolean).length;
  console.log(`${wins} ${win}, ${won.length - wins} ${loss}`);
  return wins;
}

/** What came of an order: where it stands, and the money that came and went back, in minor units. */
type End = { readonly status: string; readonly paid: number; readonly refunded: number };

async function untilEnd(admin: Staff, orderId: string, end: End): Promise<void> {
  await eventually(
    async () => {
      const { status, payments } = (await admin.order(orderId))!;
      const captured = payments.filter((payment) => payment.status === 'CAPTURED');
      const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
      expect({
        status,
        paid: sum(captured.map(({ amount }) => amount.amount)),
        refunded: sum(captured.map(({ refundedAmount }) => refundedAmount.amount)),
      }).toEqual(end);
    },
    { withinMs: SETTLE_MS },
  );
}

export async function untilStock(
  admin: Staff,
  variant: NewVariant,
  { onHand, reserved }: { readonly onHand: number; readonly reserved: number },
): Promise<void> {
  await eventually(
    async () => expect(await admin.stockOf(variant.id)).toEqual({ onHand, reserved, available: onHand - reserved }),
    { withinMs: SETTLE_MS },
  );
}
