import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { untilLockIsAwaited } from '@storegraph/testkit/lock-waits';
import { service, signedIn } from '@storegraph/testkit/viewers';
import { aPayable, bytes, openDesk, type Desk } from './payment-desk.ts';

describe('startPayment', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.stop());

  const attemptsOf = (orderId: string) => desk.rows(sql`select status from payment where order_id = ${bytes(orderId)}`);
  const opened = async (some = {}) => {
    const payable = aPayable(some);
    expect(await desk.open(payable)).toMatchObject({ __typename: 'OpenPayableSuccess', state: 'OPEN' });
    return payable;
  };

  it('opens an attempt of the amount that the order owes, for the length of the window', async () => {
    const payable = await opened({ amountMinor: 4250, currency: 'EUR' });
    const { __typename, payment } = await desk.start(payable);
    expect(__typename).toBe('StartPaymentSuccess');
    expect(payment).toMatchObject({ status: 'PENDING', amount: { amount: 4250, currency: 'EUR' }, capturedAt: null });
    expect(Date.parse(payment.expiresAt) - Date.parse(payment.startedAt)).toBe(15_000);
    expect(Math.abs(Date.parse(payment.serverTime) - Date.now())).toBeLessThan(5_000);
  });

  it('ends the window where the hold of the order ends', async () => {
    const holdExpiresAt = new Date(Date.now() + 10_000).toISOString();
    const { payment } = await desk.start(await opened({ holdExpiresAt }));
    expect(payment.expiresAt).toBe(holdExpiresAt);
  });

  it('opens one attempt when 50 come at once', async () => {
    const payable = await opened();
    const answers = await Promise.all(Array.from({ length: 50 }, () => desk.start(payable)));
    const names = answers.map(({ __typename }) => __typename);
    expect(names.filter((name) => name === 'StartPaymentSuccess')).toHaveLength(1);
    expect(names.filter((name) => name === 'PaymentInProgressError')).toHaveLength(49);
    expect(new Set(answers.map(({ payment }) => payment.id)).size).toBe(1);
    expect(await attemptsOf(payable.orderId)).toEqual([{ status: 'PENDING' }]);
  });

  it('waits for a transaction that ends the payable, and opens no attempt then', async () => {
    const payable = await opened();
    const starting = await desk.test.database.transaction(async (tx) => {
      await tx.execute(sql`update payable set state = 'CLOSED' where order_id = ${bytes(payable.orderId)}`);
      const start = desk.start(payable);
      await untilLockIsAwaited(desk.test.url);
      return { start };
    });
    expect(await starting.start).toMatchObject({ __typename: 'OrderNotPayableError', reason: 'CLOSED' });
    expect(await attemptsOf(payable.orderId)).toHaveLength(0);
  });

  it('answers 20 of one key alike, and keeps one attempt', async () => {
    const payable = await opened();
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.start(payable, key)));
    expect(new Set(answers.map(({ __typename, payment }) => `${__typename} ${payment.id}`)).size).toBe(1);
    expect(await attemptsOf(payable.orderId)).toHaveLength(1);
  });

  it('refuses a key that came with other input', async () => {
    const payable = await opened();
    const key = newId();
    await desk.start(payable, key, 'CARD');
    expect(await desk.start(payable, key, 'E_WALLET')).toMatchObject({
      __typename: 'IdempotencyConflictError',
      field: ['input', 'idempotencyKey'],
    });
    expect(await attemptsOf(payable.orderId)).toHaveLength(1);
  });

  it.each(['', 'k'.repeat(129), 'a\u0000b'])('refuses the key %j', async (key) => {
    const payable = await opened();
    expect(await desk.start(payable, key)).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'idempotencyKey'],
    });
    expect(await attemptsOf(payable.orderId)).toHaveLength(0);
  });

  it.each(['k'.repeat(128), "'; drop table payment; --", '🎁'.repeat(64)])('takes the key %j', async (key) => {
    expect(await desk.start(await opened(), key)).toMatchObject({ __typename: 'StartPaymentSuccess' });
  });

  it('answers another person, an unknown order and a malformed id alike, and writes nothing', async () => {
    const payable = await opened();
    const stranger = newId();
    const key = newId();
    for (const orderId of [payable.orderId, newId(), "1' or '1'='1", ''])
      expect(await desk.start({ orderId, userId: stranger }, key)).toMatchObject({
        __typename: 'NotFoundError',
        field: ['input', 'orderId'],
      });
    expect(await attemptsOf(payable.orderId)).toHaveLength(0);
    expect(await desk.rows(sql`select 1 from idempotency where scope = ${bytes(stranger)}`)).toEqual([]);
  });

  it('lets staff and services not pay for others', async () => {
    const payable = await opened();
    const query = 'mutation ($input: StartPaymentInput!) { startPayment(input: $input) { __typename } }';
    const input = { orderId: payable.orderId, method: 'CARD', idempotencyKey: newId() };
    expect((await desk.ask(signedIn({ role: 'ADMIN' }), query, { input })).data.startPayment.__typename).toBe(
      'NotFoundError',
    );
    expect((await desk.ask(service, query, { input })).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await attemptsOf(payable.orderId)).toHaveLength(0);
  });

  it('says why an order takes no payment', async () => {
    const paid = await desk.begin();
    await desk.confirm(paid.userId, paid.paymentId);
    expect(await desk.start(paid)).toMatchObject({ __typename: 'OrderNotPayableError', reason: 'ALREADY_PAID' });

    const closed = await opened();
    await desk.close(closed);
    expect(await desk.start(closed)).toMatchObject({ __typename: 'OrderNotPayableError', reason: 'CLOSED' });

    const held = await opened({ holdExpiresAt: new Date(Date.now() - 1).toISOString() });
    expect(await desk.start(held)).toMatchObject({ __typename: 'OrderNotPayableError', reason: 'HOLD_EXPIRED' });
    expect(await attemptsOf(held.orderId)).toHaveLength(0);
  });

  it('extends a short hold, once, and not one that is over', async () => {
    const [soon, later] = [60_000, 900_000].map((ms) => new Date(Date.now() + ms).toISOString());
    const payable = await opened({ holdExpiresAt: soon!, latestHoldExpiresAt: later! });
    const holdOf = async (): Promise<string> => (await desk.open(payable)).holdExpiresAt;
    expect(await holdOf()).toBe(soon);
    const { payment } = await desk.start(payable);
    expect(await holdOf()).toBe(later);
    await desk.cancel(payable.userId, payment.id);
    await desk.start(payable);
    expect(await holdOf()).toBe(later);

    const past = new Date(Date.now() - 1).toISOString();
    const over = await opened({ holdExpiresAt: past, latestHoldExpiresAt: later! });
    expect(await desk.start(over)).toMatchObject({ __typename: 'OrderNotPayableError', reason: 'HOLD_EXPIRED' });
  });

  it('opens another after one was cancelled', async () => {
    const { paymentId, ...payable } = await desk.begin();
    expect(await desk.cancel(payable.userId, paymentId)).toMatchObject({
      __typename: 'CancelPaymentSuccess',
      payment: { status: 'CANCELLED' },
    });
    const { __typename, payment } = await desk.start(payable);
    expect(__typename).toBe('StartPaymentSuccess');
    expect(payment.id).not.toBe(paymentId);
  });

  it('cannot put a second attempt in progress into the table, even past its lock', async () => {
    const { orderId } = await desk.begin();
    const copy = sql`insert into payment (id, order_id, user_id, method, amount_minor, currency, status, started_at, expires_at)
      select ${bytes(newId())}, order_id, user_id, method, amount_minor, currency, status, started_at, expires_at from payment where order_id = ${bytes(orderId)}`;
    await expect(desk.rows(copy)).rejects.toMatchObject({ cause: { errno: 1062 } });
  });
});
