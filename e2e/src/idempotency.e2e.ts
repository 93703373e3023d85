import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { times } from './actors/crowd.ts';
import { documents } from './actors/documents.ts';
import { succeeded } from './actors/outcome.ts';
import { newGuest, shippingAddress, type Shopper } from './actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import { onlyAnswer, placeUnderSameKey } from './loads/same-key.ts';
import { eventually } from './stack/eventually.ts';
import { paidAtOnce, sharedShop } from './stack/shops.ts';

const { url } = sharedShop();
let admin: Staff;
let variant: NewVariant;
let shopper: Shopper;

beforeAll(async () => {
  admin = await signInAdmin(url);
});

beforeEach(async () => {
  [variant, shopper] = await Promise.all([admin.makeVariant({ onHand: 100 }), newGuest(url)]);
});

describe('an idempotency key', () => {
  it('makes one order of 50 equal requests at once, and answers all alike', () =>
    placeUnderSameKey(sharedShop(), { keys: 1, copies: 50 }));

  it('makes one order of 20 equal requests for the cart, which empties it once', async () => {
    await shopper.addToCart(variant.id, 2);
    const key = randomUUID();
    const outcomes = await times(20, () => shopper.tryPlaceOrder(null, key));
    expect(new Set(outcomes.map((outcome) => succeeded(outcome).order.id)).size).toBe(1);
    expect(await admin.stockOf(variant.id)).toMatchObject({ reserved: 2 });
    expect((await shopper.cart()).lines).toEqual([]);
  });

  it('gives a refusal again, even when the same request would succeed by now', async () => {
    const key = randomUUID();
    const lines = [{ variantId: variant.id, quantity: 101 }];
    expect(await shopper.tryPlaceOrder(lines, key)).toMatchObject({ __typename: 'OutOfStockError' });
    succeeded(await admin.tryAdjustStock(variant.id, 50));
    expect(await shopper.tryPlaceOrder(lines, key)).toMatchObject({ __typename: 'OutOfStockError' });
    expect(await shopper.tryPlaceOrder(lines)).toMatchObject({ __typename: 'PlaceOrderSuccess' });
  });

  it('refuses another input under the same key, and does nothing', async () => {
    const key = randomUUID();
    succeeded(await shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }], key));
    const others = await Promise.all([
      shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 2 }], key),
      shopper.tryPlaceOrder(null, key),
      shopper.visitor
        .read(documents.placeOrder, {
          input: {
            idempotencyKey: key,
            lines: [{ variantId: variant.id, quantity: 1 }],
            shippingAddress: { ...shippingAddress, city: 'Salem' },
          },
        })
        .then((data) => data.placeOrder),
    ]);
    expect(others.map(({ __typename }) => __typename)).toEqual(Array(3).fill('IdempotencyConflictError'));
    expect(await admin.stockOf(variant.id)).toMatchObject({ reserved: 1 });
  });

  it('belongs to who sent it: two shoppers may choose the same', async () => {
    const other = await newGuest(url);
    const key = randomUUID();
    const lines = [{ variantId: variant.id, quantity: 1 }];
    const [mine, theirs] = await Promise.all([shopper.tryPlaceOrder(lines, key), other.tryPlaceOrder(lines, key)]);
    expect(succeeded(mine).order.id).not.toBe(succeeded(theirs).order.id);
  });

  it('opens one payment attempt and captures once, however often it is sent', async () => {
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    const [startKey, confirmKey] = [randomUUID(), randomUUID()];
    const { payment: attempt } = succeeded(
      onlyAnswer(await times(10, () => shopper.tryStartPayment(order.id, startKey))),
    );
    expect(await shopper.tryStartPayment(order.id, startKey, 'BANK_TRANSFER')).toMatchObject({
      __typename: 'IdempotencyConflictError',
    });

    for (const outcome of await times(10, () => shopper.tryConfirmPayment(attempt.id, confirmKey)))
      expect(succeeded(outcome).payment).toMatchObject({
        id: attempt.id,
        status: 'CAPTURED',
        order: { status: paidAtOnce() },
      });
    expect(await shopper.tryConfirmPayment(attempt.id)).toMatchObject({
      __typename: 'PaymentStatusError',
      payment: { status: 'CAPTURED' },
    });
    const paid = async (): Promise<void> => {
      const { payments, timeline } = await order.now();
      expect([payments.length, timeline.filter(({ kind }) => kind === 'PAID').length]).toEqual([1, 1]);
    };
    await eventually(paid);
  });

  it('cancels an order once, and releases its stock once', async () => {
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 4 }]);
    const key = randomUUID();
    expect(succeeded(onlyAnswer(await times(10, () => shopper.tryCancelOrder(order.id, key)))).order.status).toBe(
      'CANCELLED',
    );
    expect((await order.now()).timeline.filter(({ kind }) => kind === 'CANCELLED')).toHaveLength(1);
    await eventually(async () =>
      expect(await admin.stockOf(variant.id)).toEqual({ onHand: 100, reserved: 0, available: 100 }),
    );
  });

  it('confirms an order once, and moves its stock once', async () => {
    const paid = await (await shopper.placeOrder([{ variantId: variant.id, quantity: 4 }])).pay();
    const key = randomUUID();
    expect(succeeded(onlyAnswer(await times(10, () => admin.tryConfirm(paid.id, key)))).order.status).toBe('CONFIRMED');
    expect(await admin.tryConfirm(paid.id)).toMatchObject({
      __typename: 'OrderStatusError',
      order: { status: 'CONFIRMED' },
    });
    expect(await admin.stockOf(variant.id)).toEqual({ onHand: 96, reserved: 0, available: 96 });
  });

  it('gives money back once', async () => {
    const { payment } = await (await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }])).pay();
    const key = randomUUID();
    const { payment: refunded } = succeeded(onlyAnswer(await times(10, () => admin.tryRefund(payment.id, 100, key))));
    expect(refunded).toMatchObject({
      refundedAmount: { amount: 100 },
      refunds: [{ status: 'SUCCEEDED', amount: { amount: 100 } }],
    });
    expect(await admin.tryRefund(payment.id, 101, key)).toMatchObject({ __typename: 'IdempotencyConflictError' });
  });

  it('adjusts stock once', async () => {
    const key = randomUUID();
    expect(
      succeeded(onlyAnswer(await times(10, () => admin.tryAdjustStock(variant.id, -5, key)))).movement.onHandDelta,
    ).toBe(-5);
    expect(await admin.tryAdjustStock(variant.id, -6, key)).toMatchObject({ __typename: 'IdempotencyConflictError' });
    expect(await admin.stockOf(variant.id)).toMatchObject({ onHand: 95 });
  });
});
