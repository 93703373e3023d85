import { beforeAll, describe, expect, it } from 'vitest';
import { newCustomer, newGuest } from './actors/shopper.ts';
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
    await eventually(async () => expect(await admin.stockOf(variant.id)).toEqual({ onHand: 2, reserved: 0, available: 2 }), { withinMs: 5_000 });
    expect(await shopper.tryConfirmPayment(attempt.id)).toMatchObject({ __typename: 'PaymentStatusError', payment: { status: 'CANCELLED' } });
    expect(await shopper.tryStartPayment(unpaid.id)).toMatchObject({ __typename: 'OrderNotPayableError', reason: 'CLOSED' });
  });

  it('ends an order that is cancelled while it is paid, and gives back what was taken', async () => {
    const variant = await admin.makeVariant({ onHand: 40 });
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const shopper = await newCustomer(url);
        const unpaid = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
        const attempt = await unpaid.startPayment();
        const [confirmed, cancelled] = await Promise.all([shopper.tryConfirmPayment(attempt.id), shopper.tryCancelOrder(unpaid.id)]);
        expect(cancelled.__typename).toBe('CancelOrderSuccess');
        await eventually(async () => {
          const { status, timeline } = await unpaid.now();
          expect(status).toBe('CANCELLED');
          const wasPaid = confirmed.__typename === 'ConfirmPaymentSuccess';
          const kinds = timeline.map(({ kind }) => kind);
          expect([kinds.includes('PAID'), kinds.includes('REFUNDED')]).toEqual([wasPaid, wasPaid]);
        }, { withinMs: 10_000 });
      }),
    );
    await eventually(async () => expect(await admin.stockOf(variant.id)).toEqual({ onHand: 40, reserved: 0, available: 40 }), { withinMs: 10_000 });
  });
});
