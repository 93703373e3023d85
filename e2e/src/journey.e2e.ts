import { beforeAll, describe, expect, it } from 'vitest';
import { hireStaff, signInAdmin, type Staff } from './actors/staff.ts';
import { newCustomer, newGuest } from './actors/shopper.ts';
import { paidAtOnce, sharedShop } from './stack/shops.ts';

const { url } = sharedShop();
let admin: Staff;
let staff: Staff;

beforeAll(async () => {
  admin = await signInAdmin(url);
  staff = await hireStaff(url, admin);
});

describe('the journey of an order', () => {
  it('leads a guest from cart to delivery, and each step is in the timeline with who did it', async () => {
    const variant = await admin.makeVariant({ onHand: 10, priceMinor: 1_999 });
    const guest = await newGuest(url, 'Gale Guest');

    const cart = await guest.addToCart(variant.id, 3);
    expect(cart).toMatchObject({ totalQuantity: 3, subtotal: { amount: 5_997, currency: 'USD' } });

    const order = await guest.placeOrder();
    expect(order.placed).toMatchObject({
      status: 'PENDING_PAYMENT',
      total: { amount: 5_997, currency: 'USD' },
      lines: [{ sku: variant.sku, quantity: 3, unitPrice: { amount: 1_999 } }],
    });
    expect((await guest.cart()).lines).toEqual([]);
    expect(await admin.stockOf(variant.id)).toEqual({ onHand: 10, reserved: 3, available: 7 });

    const attempt = await order.startPayment('E_WALLET');
    expect(Date.parse(attempt.started.expiresAt) - Date.parse(attempt.started.startedAt)).toBe(15_000);
    const paid = await attempt.confirm();
    expect(paid.payment).toMatchObject({
      status: 'CAPTURED',
      amount: { amount: 5_997 },
      order: { id: order.id, status: paidAtOnce() },
    });

    const waiting = await staff.visitor.read(
      '{ orders(filter: { status: PAID }, first: 100) { edges { node { id availableActions } } } }',
    );
    expect(waiting.orders.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      id: order.id,
      availableActions: ['CANCEL', 'CONFIRM'],
    });

    const confirmed = await staff.confirm(paid);
    expect(confirmed.order.status).toBe('CONFIRMED');
    expect(await admin.stockOf(variant.id)).toEqual({ onHand: 7, reserved: 0, available: 7 });

    const shipped = await confirmed.ship({ carrier: 'Parcel Post', trackingNumber: 'PP 42' });
    expect(shipped.order).toMatchObject({ status: 'CONFIRMED', fulfillmentStatus: 'SHIPPED' });
    expect(await shipped.deliver()).toMatchObject({
      status: 'COMPLETED',
      fulfillmentStatus: 'DELIVERED',
      availableActions: [],
    });

    const seenByStaff = await staff.order(order.id);
    expect(seenByStaff?.payment).toEqual({ id: attempt.id, status: 'CAPTURED' });
    expect(seenByStaff?.timeline.map(({ kind, actorKind, actor }) => [kind, actorKind, actor?.name ?? null])).toEqual([
      ['PLACED', 'BUYER', guest.name],
      ['PAYMENT_STARTED', 'BUYER', guest.name],
      ['PAID', 'SYSTEM', null],
      ['CONFIRMED', 'STAFF', staff.name],
      ['SHIPPED', 'STAFF', staff.name],
      ['DELIVERED', 'STAFF', staff.name],
    ]);
    // The same steps, without the names of those who work there.
    const { timeline } = await order.now();
    expect(timeline.map(({ kind, actorKind }) => [kind, actorKind])).toEqual(
      seenByStaff?.timeline.map(({ kind, actorKind }) => [kind, actorKind]),
    );
    expect(timeline.filter(({ actorKind }) => actorKind === 'STAFF').map(({ actor }) => actor)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('copies name, SKU and price at placement, so that later changes leave the order alone', async () => {
    const variant = await admin.makeVariant({ onHand: 5, priceMinor: 1_000 });
    const shopper = await newCustomer(url);
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 2 }]);
    await admin.visitor.read(
      'mutation ($id: ID!) { updateVariant(input: { variantId: $id, price: { amount: 9999, currency: "USD" } }) { __typename } }',
      { id: variant.id },
    );
    expect(await order.now()).toMatchObject({ total: { amount: 2_000 }, lines: [{ unitPrice: { amount: 1_000 } }] });
    const attempt = await order.startPayment();
    expect(attempt.started.amount.amount).toBe(2_000);
  });

  it('changes address and note while the order is unpaid, and not after', async () => {
    const variant = await admin.makeVariant({ onHand: 5 });
    const shopper = await newCustomer(url);
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    const update =
      'mutation ($id: ID!, $note: String) { updateOrder(input: { orderId: $id, note: $note }) { __typename ... on UpdateOrderSuccess { order { note } } ... on OrderStatusError { order { status } } } }';
    expect((await shopper.visitor.read(update, { id: order.id, note: 'Second door' })).updateOrder).toEqual({
      __typename: 'UpdateOrderSuccess',
      order: { note: 'Second door' },
    });
    await order.pay();
    expect((await shopper.visitor.read(update, { id: order.id, note: 'Third door' })).updateOrder).toEqual({
      __typename: 'OrderStatusError',
      order: { status: 'PAID' },
    });
    expect((await order.now()).note).toBe('Second door');
  });

  it('lets a declined choice be changed: a cancelled attempt makes room for another method', async () => {
    const variant = await admin.makeVariant({ onHand: 5 });
    const shopper = await newGuest(url);
    const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    const card = await order.startPayment('CARD');
    expect(await card.cancel()).toMatchObject({ status: 'CANCELLED' });
    const transfer = await order.startPayment('BANK_TRANSFER');
    await transfer.confirm();
    expect((await order.now()).payments.map(({ status }) => status)).toEqual(['CANCELLED', 'CAPTURED']);
  });
});
