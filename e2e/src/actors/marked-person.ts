import { randomUUID } from 'node:crypto';
import { documents } from './documents.ts';
import { succeeded } from './outcome.ts';
import { asShopper, type Shopper } from './shopper.ts';
import type { NewVariant, Staff } from './staff.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** Somebody whose every word can be told from all others'. */
export type MarkedPerson = {
  readonly shopper: Shopper;
  readonly visitor: Visitor;
  readonly password: string;
  /** One of these stands in each text that they gave, or that staff wrote of them. */
  readonly marks: readonly string[];
  /** Paid, and not sent yet. */
  readonly openOrderId: string;
  /** Not paid yet. */
  readonly unpaidOrderId: string;
};

const mutation = (field: string, type: string): string =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on UserError { message field } } }`;

/** Lets a new person do all that there is to do, with words of their own in every input. */
export async function newMarkedPerson(url: string, staff: Staff, variant: NewVariant): Promise<MarkedPerson> {
  const mark = `mark${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const digits = String(Math.floor(1e9 + Math.random() * 9e9));
  const password = `secret of ${mark}`;
  const visitor = createVisitor(url);
  const send = async (field: string, type: string, input: object): Promise<any> =>
    (await visitor.read(mutation(field, type), { input }))[field];
  const address = (which: string) => ({
    recipient: `${which} ${mark}`,
    phone: `+1 ${digits}`,
    line1: `1 ${mark} Street`,
    line2: `c/o ${mark}`,
    city: `City of ${mark}`,
    region: `State of ${mark}`,
    postalCode: mark.slice(0, 16),
    countryCode: 'US',
  });
  const key = () => `${mark}-${randomUUID()}`;

  const guest = succeeded<any>(
    (await visitor.read(documents.continueAsGuest, { input: { name: `Guest ${mark}`, phone: `+1 ${digits}` } }))
      .continueAsGuest,
  );
  visitor.accessToken = guest.accessToken;
  const shopper = asShopper(visitor, guest.user);
  const place = async (more: object = {}) =>
    (
      await visitor.read(documents.placeOrder, {
        input: {
          idempotencyKey: key(),
          lines: [{ variantId: variant.id, quantity: 1 }],
          shippingAddress: address('Buyer'),
          note: `Note of ${mark}`,
          ...more,
        },
      })
    ).placeOrder;
  const placed = async (): Promise<string> => succeeded<any>(await place()).order.id;
  const pay = async (orderId: string): Promise<string> => {
    const started = succeeded(await shopper.tryStartPayment(orderId, key(), 'CARD', `ref-${mark}`));
    succeeded(await shopper.tryConfirmPayment(started.payment.id, key()));
    return started.payment.id;
  };
  const paid = async (): Promise<{ id: string; paymentId: string }> => {
    const id = await placed();
    return { id, paymentId: await pay(id) };
  };

  const asGuest = await placed();
  await shopper.tryCancelOrder(asGuest, key());
  const registered = succeeded<any>(
    (
      await visitor.read(documents.register, {
        input: { name: `Name ${mark}`, email: `${mark}@example.com`, password, phone: `+1 ${digits}` },
      })
    ).register,
  );
  visitor.accessToken = registered.accessToken;
  await visitor.read(documents.login, { input: { email: `${mark}@example.com`, password: `wrong ${mark}` } });
  await send('updateProfile', 'UpdateProfileInput', { name: `Renamed ${mark}` });
  await send('addAddress', 'AddAddressInput', { address: address('Book') });
  await shopper.addToCart(variant.id);

  const sent = await paid();
  const confirmed = await staff.confirm(sent);
  const parcel = await confirmed.ship({ carrier: 'Parcel Post', trackingNumber: `T-${mark}` });
  await parcel.deliver();
  const refund = { paymentId: sent.paymentId, amount: 1, reason: `${mark} complained`, idempotencyKey: randomUUID() };
  succeeded((await staff.visitor.read(documents.refundPayment, { input: refund })).refundPayment);

  const cancelled = await paid();
  await send('cancelOrder', 'CancelOrderInput', {
    orderId: cancelled.id,
    reason: `So says ${mark}`,
    idempotencyKey: key(),
  });
  const changed = await placed();
  await send('updateOrder', 'UpdateOrderInput', {
    orderId: changed,
    note: `Other note of ${mark}`,
    shippingAddress: address('Other'),
  });
  await send('cancelOrder', 'CancelOrderInput', { orderId: changed, reason: `Again ${mark}`, idempotencyKey: key() });
  // Refused: what was asked for stays with what became of it.
  await place({ lines: [{ variantId: variant.id, quantity: 1_000 }] });
  const open = await paid();
  return {
    shopper,
    visitor,
    password,
    marks: [mark, digits],
    openOrderId: open.id,
    unpaidOrderId: await placed(),
  };
}
