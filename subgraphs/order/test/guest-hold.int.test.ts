import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customer, eventually, openShop, type Shop } from './shop.ts';

const MINUTE_MS = 60_000;

describe("a guest's hold", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ holdMinutes: 15, guestHoldMinutes: 5 });
  });
  afterAll(() => shop.close());

  const guest = () => ({ ...customer(), isGuest: true });
  const place = async (viewer = guest()) => {
    const variantId = shop.inventory.stock(10);
    const { order } = await shop.place(viewer, [{ variantId, quantity: 4 }]);
    return { viewer, variantId, order, id: order.id as string };
  };
  const heldForMs = (order: { holdExpiresAt: string; placedAt: string }): number =>
    Date.parse(order.holdExpiresAt) - Date.parse(order.placedAt);

  it('is short until a payment begins, and that of an account is not', async () => {
    const [ofGuest, ofAccount] = [await place(), await place(customer())];
    expect([heldForMs(ofGuest.order), heldForMs(ofAccount.order)]).toEqual([5 * MINUTE_MS, 15 * MINUTE_MS]);
    for (const { viewer, id } of [ofGuest, ofAccount]) {
      await shop.tell('PaymentStarted', id);
      await shop.tell('PaymentStarted', id);
      expect(heldForMs(await shop.order(viewer, id))).toBe(15 * MINUTE_MS);
    }
  });

  it('gives the stock back when it ends without a payment', async () => {
    const { viewer, variantId, id } = await place();
    shop.payment.payables.get(id)!.holdExpiresAt = new Date(0).toISOString();
    await shop.endHold(id);
    await eventually(
      () => shop.order(viewer, id),
      (order) => order.status === 'EXPIRED',
    );
    await eventually(
      async () => shop.inventory.variants.get(variantId)!.available,
      (available) => available === 10,
    );
  });

  it('goes on when a payment has begun that nobody told of yet', async () => {
    const { viewer, id } = await place();
    shop.payment.start(id);
    await shop.endHold(id);
    const order = await eventually(
      () => shop.order(viewer, id),
      (each) => heldForMs(each) > 10 * MINUTE_MS,
    );
    expect(order.status).toBe('PENDING_PAYMENT');
    expect(shop.payment.payables.get(id)!.state).toBe('OPEN');
  });

  it('does not come back once the order has ended', async () => {
    const { viewer, id } = await place();
    shop.payment.payables.get(id)!.holdExpiresAt = new Date(0).toISOString();
    await shop.endHold(id);
    const ended = await eventually(
      () => shop.order(viewer, id),
      (order) => order.status === 'EXPIRED',
    );
    await shop.tell('PaymentStarted', id);
    const { status, holdExpiresAt } = await shop.order(viewer, id);
    expect({ status, holdExpiresAt }).toEqual({ status: 'EXPIRED', holdExpiresAt: ended.holdExpiresAt });
  });
});
