import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from './actors/crowd.ts';
import { documents } from './actors/documents.ts';
import { succeeded } from './actors/outcome.ts';
import { newGuest, type OpenAttempt, type PaidOrder, type Shopper, type UnpaidOrder } from './actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import { eventually } from './stack/eventually.ts';
import { rowCounts } from './stack/row-counts.ts';
import type { RunningShop } from './stack/shop.ts';
import { startOwnShop } from './stack/shops.ts';
import { databaseClock, NOTHING_UNFINISHED, unfinishedSince } from './stack/unfinished-since.ts';

// A shop of its own: no other test may write while rows are counted.
let shop: RunningShop;
let admin: Staff;
let shopper: Shopper;
let variant: NewVariant;
let unpaid: UnpaidOrder;
let attempt: OpenAttempt;
let cancelled: UnpaidOrder;
let paid: PaidOrder;
let confirmed: PaidOrder;
let refunded: PaidOrder;
let before: Awaited<ReturnType<typeof standing>>;

const KEY = randomUUID();
const PRICE_MINOR = 1_250;
const REFUND_MINOR = 1_000;

beforeAll(async () => {
  shop = await startOwnShop({ windowSeconds: 600, holdMinutes: 60 });
  const since = await databaseClock(shop.databases);
  admin = await signInAdmin(shop.url);
  [shopper, variant] = await Promise.all([
    newGuest(shop.url),
    admin.makeVariant({ onHand: 9, priceMinor: PRICE_MINOR }),
  ]);
  const place = () => shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
  unpaid = await place();
  attempt = await unpaid.startPayment();
  cancelled = await place();
  succeeded(await shopper.tryCancelOrder(cancelled.id, KEY));
  const open = await place();
  const started = succeeded(await shopper.tryStartPayment(open.id, KEY)).payment;
  paid = {
    id: open.id,
    payment: succeeded(await shopper.tryConfirmPayment(started.id, KEY)).payment,
    now: () => open.now(),
  };
  confirmed = await (await place()).pay();
  succeeded(await admin.tryConfirm(confirmed.id, KEY));
  refunded = await (await place()).pay();
  succeeded(await admin.tryRefund(refunded.payment.id, REFUND_MINOR, KEY));
  succeeded(await admin.tryAdjustStock(variant.id, 1, KEY));
  // Of what was begun, the one unpaid order is left to move by itself.
  await eventually(async () =>
    expect(await unfinishedSince(shop.databases, since)).toEqual({
      ...NOTHING_UNFINISHED,
      unpaidOrders: 1,
      openSagas: 1,
    }),
  );
  before = await standing();
});
afterAll(async () => {
  try {
    expect(await standing()).toEqual(before);
  } finally {
    await shop.stop();
  }
});

/** All that a refusal could have moved. */
const standing = async () => ({
  rows: await rowCounts(shop.databases),
  orders: await Promise.all(
    [unpaid, cancelled, paid, confirmed, refunded].map(async (order) => {
      const { status, fulfillmentStatus, payments } = await order.now();
      return { status, fulfillmentStatus, payments };
    }),
  ),
});

describe('the same key with another input', () => {
  const attempts: readonly (readonly [string, () => Promise<{ readonly __typename: string }>])[] = [
    ['startPayment', () => shopper.tryStartPayment(paid.id, KEY, 'BANK_TRANSFER')],
    ['confirmPayment', () => shopper.tryConfirmPayment(attempt.id, KEY)],
    ['cancelOrder', () => shopper.tryCancelOrder(unpaid.id, KEY)],
    ['confirmOrder', () => admin.tryConfirm(paid.id, KEY)],
    ['refundPayment', () => admin.tryRefund(refunded.payment.id, REFUND_MINOR - 1, KEY)],
    ['adjustStock', () => admin.tryAdjustStock(variant.id, 2, KEY)],
  ];
  it.each(attempts)('is refused by %s', async (_, send) => {
    expect(await send()).toMatchObject({ __typename: 'IdempotencyConflictError' });
  });
});

describe('a refund', () => {
  it('of more than is left is refused, by one and by ten at once', async () => {
    const left = PRICE_MINOR - REFUND_MINOR;
    const refusals = [
      await admin.tryRefund(refunded.payment.id, left + 1),
      ...(await times(10, () => admin.tryRefund(refunded.payment.id, left + 1))),
    ];
    for (const refusal of refusals)
      expect(refusal).toMatchObject({
        __typename: 'RefundExceedsCaptureError',
        refundable: { amount: left, currency: 'USD' },
      });
    expect(await admin.tryRefund(paid.payment.id, PRICE_MINOR + 1)).toMatchObject({
      __typename: 'RefundExceedsCaptureError',
      refundable: { amount: PRICE_MINOR },
    });
  });

  it('of an attempt that was never captured is refused', async () => {
    expect(await admin.tryRefund(attempt.id)).toMatchObject({
      __typename: 'PaymentStatusError',
      payment: { id: attempt.id, status: 'PENDING' },
    });
  });

  it.each([0, -1])('of %d is refused', async (amount) => {
    expect(await admin.tryRefund(paid.payment.id, amount)).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'amount'],
    });
  });
});

describe('an order', () => {
  it('takes no payment once it is cancelled, paid or confirmed', async () => {
    expect(await shopper.tryStartPayment(cancelled.id)).toMatchObject({
      __typename: 'OrderNotPayableError',
      reason: 'CLOSED',
    });
    for (const { id } of [paid, confirmed, refunded])
      expect(await shopper.tryStartPayment(id)).toMatchObject({
        __typename: 'OrderNotPayableError',
        reason: 'ALREADY_PAID',
      });
    expect(await shopper.tryConfirmPayment(paid.payment.id)).toMatchObject({
      __typename: 'PaymentStatusError',
      payment: { status: 'CAPTURED' },
    });
  });

  it('is confirmed once, and neither unpaid nor cancelled', async () => {
    const refusals = await Promise.all([confirmed, unpaid, cancelled].map(({ id }) => admin.tryConfirm(id)));
    expect(refusals).toMatchObject(
      ['CONFIRMED', 'PENDING_PAYMENT', 'CANCELLED'].map((status) => ({
        __typename: 'OrderStatusError',
        order: { status },
      })),
    );
  });

  it.each([
    ['shipOrder', { carrier: 'Parcel Post' }],
    ['deliverOrder', {}],
  ] as const)('does not take %s before it is confirmed', async (field, details) => {
    for (const { id } of [unpaid, cancelled, paid]) {
      const answer = await admin.visitor.read(documents[field], {
        input: { orderId: id, idempotencyKey: randomUUID(), ...details },
      });
      expect(answer[field]).toMatchObject({ __typename: 'OrderStatusError', order: { id } });
    }
  });

  it('is not cancelled once it is confirmed or cancelled', async () => {
    for (const { id } of [confirmed, cancelled])
      expect(await shopper.tryCancelOrder(id)).toMatchObject({ __typename: 'OrderStatusError', order: { id } });
  });
});
