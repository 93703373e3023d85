import { beforeAll, describe, expect, it } from 'vitest';
import { newGuest } from './actors/shopper.ts';
import { signInAdmin, type Staff } from './actors/staff.ts';
import { eventually } from './stack/eventually.ts';
import { sharedShop } from './stack/shops.ts';

const { url } = sharedShop();
let admin: Staff;

beforeAll(async () => {
  admin = await signInAdmin(url);
});

describe('cancelling', () => {
  it('puts the stock of a cancelled order back on sale, and closes its payment', async () => {
    const variant = await admin.makeVariant({ onHand: 2 });
    const shopper = await newGuest(url);
    const unpaid = await shopper.placeOrder([{ variantId: variant.id, quantity: 2 }]);
    const attempt = await unpaid.startPayment();
    expect(await unpaid.cancel()).toMatchObject({ status: 'CANCELLED', availableActions: [] });
    await eventually(async () =>
      expect(await admin.stockOf(variant.id)).toEqual({ onHand: 2, reserved: 0, available: 2 }),
    );
    expect(await shopper.tryConfirmPayment(attempt.id)).toMatchObject({
      __typename: 'PaymentStatusError',
      payment: { status: 'CANCELLED' },
    });
    expect(await shopper.tryStartPayment(unpaid.id)).toMatchObject({
      __typename: 'OrderNotPayableError',
      reason: 'CLOSED',
    });
  });
});
