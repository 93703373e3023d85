import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documents } from './actors/documents.ts';
import { isRefusal, succeeded } from './actors/outcome.ts';
import { newGuest, shippingAddress, type Shopper } from './actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
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
const times = <Value>(count: number, run: () => Promise<Value>): Promise<Value[]> => Promise.all(Array.from({ length: count }, run));

describe('an idempotency key', () => {
  it('makes one order of 50 equal requests at once, and answers all alike', async () => {
    const key = randomUUID();
    const outcomes = await times(50, () => shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }], key));
    expect(new Set(outcomes.map((outcome) => (isRefusal(outcome) ? outcome.__typename : outcome.order.id))).size).toBe(1);
    expect(succeeded(outcomes[0]!).order.status).toBe('PENDING_PAYMENT');
    expect(await admin.stockOf(variant.id)).toMatchObject({ reserved: 1 });
    const { me } = await shopper.visitor.read('{ me { orders { totalCount } } }');
    expect(me.orders.totalCount).toBe(1);
  });

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
    await admin.visitor.read('mutation ($id: ID!, $key: String!) { adjustStock(input: { variantId: $id, delta: 50, reason: "delivery", idempotencyKey: $key }) { __typename } }', { id: variant.id, key });
    expect(await shopper.tryPlaceOrder(lines, key)).toMatchObject({ __typename: 'OutOfStockError' });
    expect(await shopper.tryPlaceOrder(lines)).toMatchObject({ __typename: 'PlaceOrderSuccess' });
  });

  it('refuses another input under the same key, and does nothing', async () => {
    const key = randomUUID();
    succeeded(await shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }], key));
    const others = await Promise.all([
      shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 2 }], key),
      shopper.tryPlaceOrder(null, key),
      shopper.visitor.read(documents.placeOrder, { input: { idempotencyKey: key, lines: [{ variantId: variant.id, quantity: 1 }], shippingAddress: { ...shippingAddress, city: 'Salem' } } }).then((data) => data.placeOrder),
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
    const started = await times(10, () => shopper.tryStartPayment(order.id, startKey));
    const attempts = new Set(started.map((outcome) => succeeded(outcome).payment.id));
    expect(attempts.size).toBe(1);
    const [attemptId = ''] = attempts;

    const confirmed = await times(10, () => shopper.tryConfirmPayment(attemptId, confirmKey));
    for (const outcome of [...confirmed, await shopper.tryConfirmPayment(attemptId, confirmKey)])
      expect(succeeded(outcome).payment).toMatchObject({ id: attemptId, status: 'CAPTURED', order: { status: paidAtOnce() } });
    expect(await shopper.tryConfirmPayment(attemptId)).toMatchObject({ __typename: 'PaymentStatusError', payment: { status: 'CAPTURED' } });
    await eventually(async () => expect((await order.now()).timeline.filter(({ kind }) => kind === 'PAID')).toHaveLength(1), { withinMs: 10_000 });
  });

  it('confirms an order once, and moves its stock once', async () => {
    const paid = await (await shopper.placeOrder([{ variantId: variant.id, quantity: 4 }])).pay();
    const key = randomUUID();
    const outcomes = await times(10, () => admin.tryConfirm(paid.id, key));
    for (const outcome of outcomes) expect(succeeded(outcome).order.status).toBe('CONFIRMED');
    expect(await admin.tryConfirm(paid.id)).toMatchObject({ __typename: 'OrderStatusError', order: { status: 'CONFIRMED' } });
    expect(await admin.stockOf(variant.id)).toEqual({ onHand: 96, reserved: 0, available: 96 });
  });

  it('adjusts stock once', async () => {
    const key = randomUUID();
    const adjust = (delta: number) =>
      admin.visitor.read('mutation ($id: ID!, $delta: Int!, $key: String!) { adjustStock(input: { variantId: $id, delta: $delta, reason: "count", idempotencyKey: $key }) { __typename } }', { id: variant.id, delta, key });
    const answers = await times(10, () => adjust(-5));
    expect(new Set(answers.map(({ adjustStock }) => adjustStock.__typename))).toEqual(new Set(['StockSuccess']));
    expect((await adjust(-6)).adjustStock.__typename).toBe('IdempotencyConflictError');
    expect(await admin.stockOf(variant.id)).toMatchObject({ onHand: 95 });
  });
});
