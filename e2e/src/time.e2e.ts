import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderWithCourse } from './actors/answers.ts';
import { newGuest, type UnpaidOrder } from './actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import { cancelAtTheEndOfTheHold } from './loads/hold-race.ts';
import { eventually } from './stack/eventually.ts';
import type { RunningShop } from './stack/shop.ts';
import { startOwnShop } from './stack/shops.ts';

// Short enough to wait for, long enough for a busy machine to pay within.
const WINDOW_SECONDS = 3;
const HOLD_SECONDS = 10;

let shop: RunningShop;
let admin: Staff;

beforeAll(async () => {
  shop = await startOwnShop({ windowSeconds: WINDOW_SECONDS, holdMinutes: HOLD_SECONDS / 60 });
  admin = await signInAdmin(shop.url);
});
afterAll(() => shop.stop());

const order = async (variant: NewVariant, quantity = 2) => {
  const shopper = await newGuest(shop.url);
  return { shopper, order: await shopper.placeOrder([{ variantId: variant.id, quantity }]) };
};
const endOf = (attempt: { started: { expiresAt: string; serverTime: string } }): Promise<void> =>
  sleep(Date.parse(attempt.started.expiresAt) - Date.parse(attempt.started.serverTime) + 20);
const untilStatus = (of: UnpaidOrder, status: string): Promise<OrderWithCourse> =>
  eventually(
    async () => {
      const now = await of.now();
      expect(now.status).toBe(status);
      return now;
    },
    { withinMs: HOLD_SECONDS * 1_000 + 5_000 },
  );

describe.concurrent('time', () => {
  it('closes the payment window, and takes the money of a new attempt', async () => {
    const { shopper, order: unpaid } = await order(await admin.makeVariant({ onHand: 5 }));
    const late = await unpaid.startPayment();
    await endOf(late);
    expect(await shopper.tryConfirmPayment(late.id)).toMatchObject({
      __typename: 'PaymentWindowClosedError',
      canStartAgain: true,
      payment: { id: late.id, status: 'EXPIRED' },
      field: ['input', 'paymentId'],
    });
    expect((await unpaid.now()).payment).toEqual({ id: late.id, status: 'EXPIRED' });

    const inTime = await unpaid.startPayment();
    await inTime.confirm();
    const { status, payment, payments, timeline } = await unpaid.now();
    expect({ status, payment }).toEqual({ status: 'PAID', payment: { id: inTime.id, status: 'CAPTURED' } });
    expect(payments.map((each) => each.status)).toEqual(['EXPIRED', 'CAPTURED']);
    expect(timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['PLACED', 'PAYMENT_STARTED', 'PAYMENT_EXPIRED', 'PAID']),
    );
  });

  it('expires an unpaid order when its hold is over: stock is back on sale, and paying is refused', async () => {
    const variant = await admin.makeVariant({ onHand: 2 });
    const { shopper, order: unpaid } = await order(variant, 2);
    expect(await admin.stockOf(variant.id)).toMatchObject({ reserved: 2, available: 0 });

    const expired = await untilStatus(unpaid, 'EXPIRED');
    expect(expired.availableActions).toEqual([]);
    expect(expired.timeline.at(-1)).toMatchObject({ kind: 'EXPIRED', actorKind: 'SYSTEM', actor: null });
    await eventually(async () =>
      expect(await admin.stockOf(variant.id)).toEqual({ onHand: 2, reserved: 0, available: 2 }),
    );

    expect(await shopper.tryStartPayment(unpaid.id)).toMatchObject({
      __typename: 'OrderNotPayableError',
      reason: 'CLOSED',
    });
    expect(await shopper.tryCancelOrder(unpaid.id)).toMatchObject({
      __typename: 'OrderStatusError',
      order: { status: 'EXPIRED' },
    });
    const next = await order(variant, 2);
    await next.order.pay();
  });

  it('never lets an attempt outlive the hold, and expires both', async () => {
    const { shopper, order: unpaid } = await order(await admin.makeVariant({ onHand: 2 }));
    const { holdExpiresAt, serverTime } = unpaid.placed;
    await sleep(Date.parse(holdExpiresAt) - Date.parse(serverTime) - WINDOW_SECONDS * 900);
    const short = await unpaid.startPayment();
    expect(Date.parse(short.started.expiresAt)).toBeLessThanOrEqual(Date.parse(holdExpiresAt));
    await endOf(short);
    expect(await shopper.tryConfirmPayment(short.id)).toMatchObject({
      __typename: 'PaymentWindowClosedError',
      canStartAgain: false,
    });
    await untilStatus(unpaid, 'EXPIRED');
  });

  it('keeps a paid order when its hold is over', async () => {
    const variant = await admin.makeVariant({ onHand: 2 });
    const { order: unpaid } = await order(variant);
    const paid = await unpaid.pay();
    await sleep(HOLD_SECONDS * 1_000 + 1_500);
    expect((await paid.now()).status).toBe('PAID');
    expect(await admin.stockOf(variant.id)).toMatchObject({ reserved: 2 });
  });
});

// Not among the others: its crowd would keep them past their windows.
it('ends an order once, when it is cancelled while its hold runs out', { timeout: 60_000 }, () =>
  cancelAtTheEndOfTheHold(shop, 20),
);
