import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderWithCourse } from './actors/answers.ts';
import { newCustomer, newGuest, type UnpaidOrder } from './actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import { eventually } from './stack/eventually.ts';
import type { RunningShop } from './stack/shop.ts';
import { startOwnShop } from './stack/shops.ts';

const WINDOW_SECONDS = 1.5;
const HOLD_SECONDS = 5;

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
    expect(timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['PLACED', 'PAYMENT_STARTED', 'PAYMENT_EXPIRED', 'PAID']));
  });

  it('expires an unpaid order when its hold is over: stock is back on sale, and paying is refused', async () => {
    const variant = await admin.makeVariant({ onHand: 2 });
    const { shopper, order: unpaid } = await order(variant, 2);
    expect(await admin.stockOf(variant.id)).toMatchObject({ reserved: 2, available: 0 });

    const expired = await untilStatus(unpaid, 'EXPIRED');
    expect(expired.availableActions).toEqual([]);
    expect(expired.timeline.at(-1)).toMatchObject({ kind: 'EXPIRED', actorKind: 'SYSTEM', actor: null });
    await eventually(async () => expect(await admin.stockOf(variant.id)).toEqual({ onHand: 2, reserved: 0, available: 2 }), { withinMs: 5_000 });

    expect(await shopper.tryStartPayment(unpaid.id)).toMatchObject({ __typename: 'OrderNotPayableError', reason: 'CLOSED' });
    expect(await shopper.tryCancelOrder(unpaid.id)).toMatchObject({ __typename: 'OrderStatusError', order: { status: 'EXPIRED' } });
    const next = await order(variant, 2);
    await next.order.pay();
  });

  it('never lets an attempt outlive the hold, and expires both', async () => {
    const { shopper, order: unpaid } = await order(await admin.makeVariant({ onHand: 2 }));
    await sleep((HOLD_SECONDS - WINDOW_SECONDS / 2) * 1_000);
    const short = await unpaid.startPayment();
    expect(Date.parse(short.started.expiresAt)).toBeLessThanOrEqual(Date.parse(unpaid.placed.holdExpiresAt));
    await endOf(short);
    expect(await shopper.tryConfirmPayment(short.id)).toMatchObject({ __typename: 'PaymentWindowClosedError', canStartAgain: false });
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

  it('puts the stock of a cancelled order back on sale, and closes its payment', async () => {
    const variant = await admin.makeVariant({ onHand: 2 });
    const { shopper, order: unpaid } = await order(variant, 2);
    const attempt = await unpaid.startPayment();
    expect(await unpaid.cancel()).toMatchObject({ status: 'CANCELLED', availableActions: [] });
    await eventually(async () => expect(await admin.stockOf(variant.id)).toEqual({ onHand: 2, reserved: 0, available: 2 }), { withinMs: 5_000 });
    expect(await shopper.tryConfirmPayment(attempt.id)).toMatchObject({ __typename: 'PaymentStatusError', payment: { status: 'CANCELLED' } });
    expect(await shopper.tryStartPayment(unpaid.id)).toMatchObject({ __typename: 'OrderNotPayableError', reason: 'CLOSED' });
  });

  it('lets one of cancelling and paying win, whichever comes first', async () => {
    const variant = await admin.makeVariant({ onHand: 40 });
    const ends = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const shopper = await newCustomer(shop.url);
        const unpaid = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
        const attempt = await unpaid.startPayment();
        const [confirmed, cancelled] = await Promise.all([shopper.tryConfirmPayment(attempt.id), shopper.tryCancelOrder(unpaid.id)]);
        expect([confirmed.__typename, cancelled.__typename]).toSatisfy(
          (pair: string[]) => (pair[0] === 'ConfirmPaymentSuccess') !== (pair[1] === 'CancelOrderSuccess'),
        );
        return (await unpaid.now()).status;
      }),
    );
    for (const status of ends) expect(['PAID', 'CANCELLED']).toContain(status);
    const paid = ends.filter((status) => status === 'PAID').length;
    await eventually(async () => expect(await admin.stockOf(variant.id)).toEqual({ onHand: 40, reserved: paid, available: 40 - paid }), { withinMs: 5_000 });
  });
});
