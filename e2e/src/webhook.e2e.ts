import { randomUUID } from 'node:crypto';
import type { ProviderEvent } from '@storegraph/payment/providers/provider';
import { TEST_REFERENCES } from '@storegraph/payment/providers/test-provider';
import { writeTestWebhook } from '@storegraph/payment/providers/test-webhook';
import { openAuditSource } from '@storegraph/standalone/audit/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentAnswer } from './actors/answers.ts';
import { newCustomer, type OpenAttempt, type Shopper, type UnpaidOrder } from './actors/shopper.ts';
import { signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import { eventually } from './stack/eventually.ts';
import { expectSound } from './stack/expect-sound.ts';
import { rowCounts } from './stack/row-counts.ts';
import type { RunningShop } from './stack/shop.ts';
import { startOwnShop } from './stack/shops.ts';

// A shop of its own: no other test may write while rows are counted.
let shop: RunningShop;
let admin: Staff;
let shopper: Shopper;

beforeAll(async () => {
  shop = await startOwnShop({ windowSeconds: 120 });
  admin = await signInAdmin(shop.url);
  shopper = await newCustomer(shop.url);
});
afterAll(() => shop.stop());

const PAYMENT =
  'query ($id: ID!) { payment(id: $id) { status refundedAmount { amount } refunds { amount { amount } status requestedBy { id } } } }';
const ON_HAND = 5;

const secret = (): Uint8Array => new TextEncoder().encode(shop.secrets.paymentWebhookSecret);
const captured = ({ id: paymentId, amount }: PaymentAnswer): ProviderEvent => ({
  kind: 'captured',
  id: randomUUID(),
  paymentId,
  amountMinor: amount.amount,
  currency: amount.currency,
});
const declined = ({ id: paymentId }: PaymentAnswer): ProviderEvent => ({
  kind: 'declined',
  id: randomUUID(),
  paymentId,
});

type Sent = { readonly method?: string; readonly headers: Record<string, string>; readonly body?: string };
const send = async (sent: Sent, path = '/webhooks/test'): Promise<number> => {
  const response = await fetch(`${shop.url}${path}`, { method: 'POST', ...sent });
  await response.arrayBuffer();
  return response.status;
};
/** As a provider does it: no cookie, no token, nothing but the signature. */
const tell = (event: ProviderEvent): Promise<number> => send(writeTestWebhook(secret(), event, new Date()));

type Case = { readonly variant: NewVariant; readonly order: UnpaidOrder; readonly attempt: OpenAttempt };
const begin = async (method?: string, reference?: string): Promise<Case> => {
  const variant = await admin.makeVariant({ onHand: ON_HAND });
  const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
  return { variant, order, attempt: await order.startPayment(method, reference) };
};

/** Order, payment and stock agree that the order is paid, once. */
const isPaid = ({ variant, order }: Case, paymentId: string): Promise<void> =>
  eventually(async () => {
    const { status, payment, payments, timeline } = await order.now();
    expect(status).toBe('PAID');
    expect(payment).toEqual({ id: paymentId, status: 'CAPTURED' });
    expect(payments.filter((each) => each.status === 'CAPTURED')).toHaveLength(1);
    expect(timeline.filter(({ kind }) => kind === 'PAID')).toHaveLength(1);
    expect(await admin.stockOf(variant.id)).toEqual({ onHand: ON_HAND, reserved: 1, available: ON_HAND - 1 });
    await expectSound(shop.databases);
  });

const paymentNow = async (id: string): Promise<any> => (await admin.visitor.read(PAYMENT, { id })).payment;

/** Nothing is on its way that would write a row while rows are counted. */
async function everythingIsDelivered(): Promise<void> {
  const source = openAuditSource(shop.databases);
  try {
    await eventually(async () =>
      expect(await source.of('payment')('select id from outbox where published_at is null')).toEqual([]),
    );
  } finally {
    await source.close();
  }
}

describe('a webhook', () => {
  it('before the client pays the order, and the client then succeeds', async () => {
    const sale = await begin();
    expect(await tell(captured(sale.attempt.started))).toBe(204);
    await isPaid(sale, sale.attempt.id);
    expect(await shopper.tryConfirmPayment(sale.attempt.id)).toMatchObject({
      __typename: 'ConfirmPaymentSuccess',
      payment: { status: 'CAPTURED', order: { status: 'PAID' } },
    });
    expect(await shopper.tryConfirmPayment(sale.attempt.id)).toMatchObject({ __typename: 'PaymentStatusError' });
    await isPaid(sale, sale.attempt.id);
  });

  it('after the client changes nothing, nor does an older refusal', async () => {
    const sale = await begin();
    await sale.attempt.confirm();
    expect([await tell(captured(sale.attempt.started)), await tell(declined(sale.attempt.started))]).toEqual([
      204, 204,
    ]);
    await isPaid(sale, sale.attempt.id);
  });

  it('that comes five times at once, with the client among them, pays once', async () => {
    const sale = await begin();
    const event = captured(sale.attempt.started);
    const [confirmed, ...told] = await Promise.all([
      shopper.tryConfirmPayment(sale.attempt.id),
      ...Array.from({ length: 5 }, () => tell(event)),
    ]);
    expect(confirmed.__typename).toBe('ConfirmPaymentSuccess');
    expect(told).toEqual([204, 204, 204, 204, 204]);
    await isPaid(sale, sale.attempt.id);
  });

  it('after the order was cancelled revives neither order nor payment, and the money goes back', async () => {
    const { variant, order, attempt } = await begin();
    await order.cancel();
    const event = captured(attempt.started);
    expect([await tell(event), await tell(event)]).toEqual([204, 204]);
    await eventually(async () => {
      expect(await paymentNow(attempt.id)).toEqual({
        status: 'CANCELLED',
        refundedAmount: { amount: 0 },
        refunds: [{ amount: { amount: variant.priceMinor }, status: 'SUCCEEDED', requestedBy: null }],
      });
      expect(await order.now()).toMatchObject({ status: 'CANCELLED', payment: { status: 'CANCELLED' } });
      expect(await admin.stockOf(variant.id)).toEqual({ onHand: ON_HAND, reserved: 0, available: ON_HAND });
      await expectSound(shop.databases);
    });
    expect(await shopper.tryStartPayment(order.id)).toMatchObject({
      __typename: 'OrderNotPayableError',
      reason: 'CLOSED',
    });
  });

  it('that declines ends the attempt, and the next attempt pays, once', async () => {
    const first = await begin();
    expect(await tell(declined(first.attempt.started))).toBe(204);
    expect(await shopper.tryConfirmPayment(first.attempt.id)).toMatchObject({
      __typename: 'PaymentDeclinedError',
      payment: { status: 'FAILED' },
    });
    const second = await first.order.startPayment();
    expect(await tell(captured(second.started))).toBe(204);
    await isPaid(first, second.id);
    // The provider took the first one's money after all.
    expect(await tell(captured(first.attempt.started))).toBe(204);
    await eventually(async () =>
      expect(await paymentNow(first.attempt.id)).toMatchObject({
        status: 'FAILED',
        refunds: [{ status: 'SUCCEEDED' }],
      }),
    );
    await isPaid(first, second.id);
  });
});

describe('the test provider', () => {
  it('pays by its own webhook, before anybody has confirmed', async () => {
    const sale = await begin('E_WALLET', TEST_REFERENCES.tellsFirst);
    await isPaid(sale, sale.attempt.id);
    expect(await shopper.tryConfirmPayment(sale.attempt.id)).toMatchObject({ __typename: 'ConfirmPaymentSuccess' });
  });

  it('pays by its own webhook what it did not answer', async () => {
    const sale = await begin('CARD', TEST_REFERENCES.silentCaptured);
    expect(await shopper.tryConfirmPayment(sale.attempt.id)).toMatchObject({ __typename: 'ConfirmPaymentSuccess' });
    await isPaid(sale, sale.attempt.id);
  });

  it('that does not answer at all leaves the buyer with an answer to wait for', async () => {
    const { order, attempt } = await begin('CARD', TEST_REFERENCES.silent);
    const key = randomUUID();
    for (let times = 0; times < 2; times++)
      expect(await shopper.tryConfirmPayment(attempt.id, key)).toMatchObject({
        __typename: 'ServiceUnavailableError',
        retryAfterSeconds: expect.any(Number),
      });
    // Given up, it is not asked for any more, and the order can be paid otherwise.
    await attempt.cancel();
    const other = await order.startPayment('BANK_TRANSFER');
    await other.confirm();
    await eventually(async () => {
      expect(await paymentNow(attempt.id)).toMatchObject({ status: 'CANCELLED', refunds: [] });
      await expectSound(shop.databases);
    });
  });
});

describe('cash on delivery', () => {
  it('pays an order by the promise of the carrier, and goes back like any other money', async () => {
    const sale = await begin('CASH_ON_DELIVERY');
    await sale.attempt.confirm();
    await isPaid(sale, sale.attempt.id);
    expect((await shopper.tryCancelOrder(sale.order.id)).__typename).toBe('CancelOrderSuccess');
    await eventually(async () => {
      expect(await paymentNow(sale.attempt.id)).toMatchObject({
        status: 'CAPTURED',
        refunds: [{ amount: { amount: sale.variant.priceMinor }, status: 'SUCCEEDED' }],
      });
      await expectSound(shop.databases);
    });
  });
});

describe('a bad webhook', () => {
  it('is refused, and writes nothing', async () => {
    const { attempt } = await begin();
    const event = captured(attempt.started);
    const signed = (): Sent & { body: string } => writeTestWebhook(secret(), event, new Date());
    const wrong = writeTestWebhook(new TextEncoder().encode('another secret of 32 characters.'), event, new Date());
    const malformed = writeTestWebhook(
      secret(),
      { ...event, kind: 'exploded' } as unknown as ProviderEvent,
      new Date(),
    );
    const unknown = writeTestWebhook(secret(), { ...event, paymentId: randomUUID() }, new Date());
    const stale = writeTestWebhook(secret(), event, new Date(Date.now() - 301_000));
    const huge = writeTestWebhook(secret(), { ...event, id: 'x'.repeat(70_000) }, new Date());
    const { 'storegraph-signature': _, ...unsigned } = signed().headers;
    await everythingIsDelivered();
    const before = await rowCounts(shop.databases);

    expect(await send(wrong)).toBe(401);
    expect(await send(stale)).toBe(401);
    expect(await send({ ...signed(), headers: unsigned })).toBe(401);
    expect(await send({ ...signed(), body: signed().body.replace('captured', 'declined') })).toBe(401);
    expect(await send(malformed)).toBe(400);
    expect(await send(unknown)).toBe(404);
    for (const path of [
      '/webhooks/courier',
      '/webhooks/nobody',
      '/webhooks/',
      '/webhooks/test/more',
      '/webhooks/..%2ftest',
      `/webhooks/${'a'.repeat(2_000)}`,
    ])
      expect([path, await send(signed(), path)]).toEqual([path, 404]);
    expect(await send(huge)).toBe(413);
    expect(await send({ method: 'GET', headers: {} })).toBe(405);

    expect(await rowCounts(shop.databases)).toEqual(before);
    expect(await paymentNow(attempt.id)).toMatchObject({ status: 'PENDING', refunds: [] });
    expect(await tell(event)).toBe(204);
  });
});
