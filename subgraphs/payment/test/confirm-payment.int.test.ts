import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { bytes, endWindows, openDesk, type Desk } from './payment-desk.ts';

describe('confirmPayment', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.stop());

  const statusOf = async (paymentId: string) =>
    (await desk.rows(sql`select status from payment where id = ${bytes(paymentId)}`))[0]?.['status'];
  const stateOf = async (orderId: string) =>
    (await desk.rows(sql`select state from payable where order_id = ${bytes(orderId)}`))[0]?.['state'];
  const ledgerOf = async (paymentId: string) =>
    (
      await desk.rows(
        sql`select account, amount_minor from ledger_entry where cause_id = ${bytes(paymentId)} order by account`,
      )
    ).map((row) => [row['account'], Number(row['amount_minor'])]);
  const eventsOf = async (orderId: string) =>
    (await desk.rows(sql`select type, payload from outbox where subject_id = ${bytes(orderId)} order by sequence`)).map(
      (row) => [row['type'], JSON.parse(row['payload'])],
    );

  it('captures, ends the payable, books two entries that sum to zero, and tells', async () => {
    const { userId, orderId, paymentId } = await desk.begin({ amountMinor: 4250, currency: 'EUR' });
    const { __typename, payment } = await desk.confirm(userId, paymentId);
    expect(__typename).toBe('ConfirmPaymentSuccess');
    expect(payment.status).toBe('CAPTURED');
    expect(payment.capturedAt).not.toBeNull();
    expect(await stateOf(orderId)).toBe('CAPTURED');
    expect(await ledgerOf(paymentId)).toEqual([
      ['CASH', 4250],
      ['SALES', -4250],
    ]);
    expect(await eventsOf(orderId)).toEqual([
      ['PaymentStarted', { orderId, paymentId, userId }],
      ['PaymentCaptured', { orderId, paymentId, userId, amountMinor: 4250, currency: 'EUR' }],
    ]);
  });

  it('answers after the event was delivered', async () => {
    const { userId, orderId, paymentId } = await desk.begin();
    await desk.confirm(userId, paymentId);
    expect(desk.events.filter(({ subjectId }) => subjectId === orderId).map(({ type }) => type)).toContain(
      'PaymentCaptured',
    );
  });

  it('captures once when two come at once with different keys', async () => {
    for (let round = 0; round < 20; round++) {
      const { userId, orderId, paymentId } = await desk.begin();
      const answers = await Promise.all([desk.confirm(userId, paymentId), desk.confirm(userId, paymentId)]);
      expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(
        new Set(['ConfirmPaymentSuccess', 'PaymentStatusError']),
      );
      expect(await ledgerOf(paymentId)).toEqual([
        ['CASH', 1999],
        ['SALES', -1999],
      ]);
      expect((await eventsOf(orderId)).filter(([type]) => type === 'PaymentCaptured')).toHaveLength(1);
    }
  });

  it('answers 20 of one key alike', async () => {
    const { userId, paymentId } = await desk.begin();
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.confirm(userId, paymentId, key)));
    for (const { __typename, payment } of answers) {
      expect(__typename).toBe('ConfirmPaymentSuccess');
      expect({ ...payment, serverTime: '' }).toEqual({ ...answers[0].payment, serverTime: '' });
    }
    expect(await ledgerOf(paymentId)).toHaveLength(2);
  });

  it('refuses a key that came with another payment', async () => {
    const first = await desk.begin();
    const second = await desk.begin({ userId: first.userId });
    const key = newId();
    await desk.confirm(first.userId, first.paymentId, key);
    expect(await desk.confirm(first.userId, second.paymentId, key)).toMatchObject({
      __typename: 'IdempotencyConflictError',
    });
    expect(await statusOf(second.paymentId)).toBe('PENDING');
  });

  it('refuses what is captured or cancelled, and changes nothing', async () => {
    const paid = await desk.begin();
    await desk.confirm(paid.userId, paid.paymentId);
    expect(await desk.confirm(paid.userId, paid.paymentId)).toMatchObject({
      __typename: 'PaymentStatusError',
      payment: { status: 'CAPTURED' },
    });
    expect(await desk.cancel(paid.userId, paid.paymentId)).toMatchObject({
      __typename: 'PaymentStatusError',
      payment: { status: 'CAPTURED' },
    });

    const cancelled = await desk.begin();
    await desk.cancel(cancelled.userId, cancelled.paymentId);
    expect(await desk.confirm(cancelled.userId, cancelled.paymentId)).toMatchObject({
      __typename: 'PaymentStatusError',
      payment: { status: 'CANCELLED' },
    });
    expect(await ledgerOf(cancelled.paymentId)).toEqual([]);
    expect(await stateOf(cancelled.orderId)).toBe('OPEN');
  });

  it('refuses one that comes too late, for good, and lets another be started', async () => {
    const { paymentId, ...payable } = await desk.begin();
    await endWindows(desk.test.database, [paymentId]);
    const key = newId();
    for (let times = 0; times < 2; times++)
      expect(await desk.confirm(payable.userId, paymentId, key)).toMatchObject({
        __typename: 'PaymentWindowClosedError',
        canStartAgain: true,
        payment: { status: 'EXPIRED' },
      });
    expect(await ledgerOf(paymentId)).toEqual([]);
    expect(await desk.cancel(payable.userId, paymentId)).toMatchObject({
      __typename: 'PaymentStatusError',
      payment: { status: 'EXPIRED' },
    });
    expect(await desk.start(payable)).toMatchObject({ __typename: 'StartPaymentSuccess' });
  });

  it('says that no other can be started when the hold is over too', async () => {
    const { userId, orderId, paymentId } = await desk.begin();
    await endWindows(desk.test.database, [paymentId]);
    await desk.rows(sql`update payable set hold_expires_at = utc_timestamp(3) where order_id = ${bytes(orderId)}`);
    expect(await desk.confirm(userId, paymentId)).toMatchObject({
      __typename: 'PaymentWindowClosedError',
      canStartAgain: false,
    });
  });

  it('takes no money for a payable that has ended, whatever the attempt says', async () => {
    const { userId, orderId, paymentId } = await desk.begin();
    await desk.rows(sql`update payable set state = 'CLOSED' where order_id = ${bytes(orderId)}`);
    expect(await desk.confirm(userId, paymentId)).toMatchObject({ __typename: 'PaymentStatusError' });
    expect(await stateOf(orderId)).toBe('CLOSED');
    expect(await ledgerOf(paymentId)).toEqual([]);
  });

  it("answers another person's payment, an unknown one and a malformed id alike, and writes nothing", async () => {
    const { paymentId } = await desk.begin();
    const stranger = newId();
    for (const id of [paymentId, newId(), 'payment-1']) {
      expect(await desk.confirm(stranger, id)).toMatchObject({
        __typename: 'NotFoundError',
        field: ['input', 'paymentId'],
      });
      expect(await desk.cancel(stranger, id)).toMatchObject({
        __typename: 'NotFoundError',
        field: ['input', 'paymentId'],
      });
    }
    expect(await statusOf(paymentId)).toBe('PENDING');
    expect(await desk.rows(sql`select 1 from idempotency where scope = ${bytes(stranger)}`)).toEqual([]);
  });
});

describe('confirmPayment while nobody takes events over', () => {
  it('answers within about a second, and delivers later', async () => {
    let isDown = true;
    const delivered: string[] = [];
    const desk = await openDesk({
      transport: async ({ type }) => {
        if (isDown) await sleep(2_500);
        if (isDown) throw new Error('nobody is there');
        delivered.push(type);
      },
    });
    try {
      const { userId, paymentId } = await desk.begin();
      const startedAt = performance.now();
      expect(await desk.confirm(userId, paymentId)).toMatchObject({ __typename: 'ConfirmPaymentSuccess' });
      expect(performance.now() - startedAt).toBeLessThan(2_400);
      isDown = false;
      await expect.poll(() => delivered, { timeout: 10_000 }).toContain('PaymentCaptured');
    } finally {
      await desk.stop();
    }
  });
});
