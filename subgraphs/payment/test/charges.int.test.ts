import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { signedIn } from '@storegraph/testkit/viewers';
import { insertPayables } from '../src/db/payable-store.ts';
import { closePayable } from '../src/use-cases/close-payable.ts';
import { confirmPayment } from '../src/use-cases/confirm-payment.ts';
import { refundPayment } from '../src/use-cases/refund-payment.ts';
import { settleCharges } from '../src/use-cases/settle-charges.ts';
import { settleRefunds } from '../src/use-cases/settle-refunds.ts';
import { startPayment } from '../src/use-cases/start-payment.ts';
import { openBank } from './bank.ts';
import { bytes, endWindows, openQuietDesk } from './payment-desk.ts';

describe('money that a provider took', () => {
  const bank = openBank();
  let desk: Awaited<ReturnType<typeof openQuietDesk>>;
  beforeAll(async () => {
    desk = await openQuietDesk(bank.provider);
  });
  afterEach(() => {
    bank.mood = 'answers';
    bank.refusesRefunds = false;
    bank.whileAsked = async () => {};
  });
  afterAll(() => desk.stop());

  const rows = async (query: SQL): Promise<any[]> => ((await desk.deps.database.db.execute(query)) as any)[0];
  const begin = async () => {
    const debt = {
      orderId: newId(),
      userId: newId(),
      amountMinor: 1999,
      currency: 'USD',
      holdExpiresAt: new Date(Date.now() + 900_000),
      latestHoldExpiresAt: null,
    };
    await insertPayables(desk.deps.database.db, [{ ...debt, state: 'OPEN' }]);
    return { debt, paymentId: await start(debt) };
  };
  const start = async ({ orderId, userId }: { orderId: string; userId: string }): Promise<string> => {
    const started = await startPayment(desk.deps, signedIn({ userId }), {
      orderId,
      method: 'CARD',
      reference: null,
      idempotencyKey: newId(),
    });
    if (!started.ok) throw new Error(started.refusal.kind);
    return started.value.id;
  };
  const confirm = ({ userId }: { userId: string }, paymentId: string, idempotencyKey = newId()) =>
    confirmPayment(desk.deps, signedIn({ userId }), { paymentId, idempotencyKey });
  const statuses = async (paymentId: string) =>
    (
      await rows(sql`select charge.status as charge, payment.status as payment, payable.state as payable from payment join payable on payable.order_id = payment.order_id
      left join charge on charge.payment_id = payment.id where payment.id = ${bytes(paymentId)}`)
    )[0];
  /** Balances of the ledger over a payment and its refunds, without the accounts that are even. */
  const balances = async (paymentId: string) => {
    const sums = await rows(sql`select account, sum(amount_minor) as balance from ledger_entry
      where cause_id = ${bytes(paymentId)} or cause_id in (select id from refund where payment_id = ${bytes(paymentId)}) group by account order by account`);
    return Object.fromEntries(sums.map(({ account, balance }) => [account, Number(balance)]));
  };
  const eventsOf = async (orderId: string) =>
    (
      await rows(
        sql`select type from outbox where subject_id = ${bytes(orderId)} and type <> 'PaymentStarted' order by sequence`,
      )
    ).map(({ type }) => type);
  /** What a restarted process finds: everything is due. */
  const makeDue = async () => {
    await rows(sql`update charge set next_run_at = utc_timestamp(3) where status = 'REQUESTED'`);
    await rows(sql`update refund set next_run_at = utc_timestamp(3) where status = 'PENDING'`);
  };
  const workersSettle = async () => {
    await makeDue();
    await Promise.all(Array.from({ length: 4 }, () => settleCharges(desk.deps)));
    await Promise.all(Array.from({ length: 4 }, () => settleRefunds(desk.deps)));
  };

  it('pays for the request that comes again after its answer was lost', async () => {
    const { debt, paymentId } = await begin();
    const key = newId();
    bank.mood = 'takes, and the answer is lost';
    expect(await confirm(debt, paymentId, key)).toEqual({ ok: false, refusal: { kind: 'unanswered' } });
    expect(await statuses(paymentId)).toEqual({ charge: 'REQUESTED', payment: 'PENDING', payable: 'OPEN' });
    bank.mood = 'answers';
    for (let times = 0; times < 2; times++)
      expect(await confirm(debt, paymentId, key)).toMatchObject({ ok: true, value: { status: 'CAPTURED' } });
    expect(bank.asked(paymentId)).toBe(2);
    expect(await balances(paymentId)).toEqual({ CASH: 1999, SALES: -1999 });
    expect(await eventsOf(debt.orderId)).toEqual(['PaymentCaptured']);
  });

  it('is found by one of several workers when the process that asked has died, and its buyer is told on asking again', async () => {
    const { debt, paymentId } = await begin();
    const key = newId();
    bank.mood = 'takes, and the answer is lost';
    await confirm(debt, paymentId, key);
    bank.mood = 'answers';
    await workersSettle();
    expect(await statuses(paymentId)).toEqual({ charge: 'TAKEN', payment: 'CAPTURED', payable: 'CAPTURED' });
    expect(await balances(paymentId)).toEqual({ CASH: 1999, SALES: -1999 });
    expect(await eventsOf(debt.orderId)).toEqual(['PaymentCaptured']);
    expect(await confirm(debt, paymentId, key)).toMatchObject({ ok: true });
    expect(await confirm(debt, paymentId)).toMatchObject({ ok: false, refusal: { kind: 'wrongStatus' } });
  });

  it('goes back in whole when the attempt has ended, which stays ended, and another attempt can pay', async () => {
    const { debt, paymentId } = await begin();
    bank.mood = 'takes, and the answer is lost';
    await confirm(debt, paymentId);
    await endWindows(desk.deps.database, [paymentId]);
    bank.mood = 'answers';
    await workersSettle();
    expect(await statuses(paymentId)).toEqual({ charge: 'RETURNED', payment: 'PENDING', payable: 'OPEN' });
    expect(bank.holds(paymentId)).toBe(0);
    expect(await balances(paymentId)).toEqual({ CASH: 0, OWED: 0 });
    expect(await eventsOf(debt.orderId)).toEqual(['ChargeReturned']);
    expect(await confirm(debt, paymentId)).toMatchObject({
      ok: false,
      refusal: { kind: 'windowClosed', canStartAgain: true, payment: { status: 'EXPIRED' } },
    });
    const second = await start(debt);
    expect(await confirm(debt, second)).toMatchObject({ ok: true });
  });

  it('goes back when the order closes while the provider is thinking', async () => {
    const { debt, paymentId } = await begin();
    bank.whileAsked = async () => void (await closePayable(desk.deps, debt));
    expect(await confirm(debt, paymentId)).toMatchObject({
      ok: false,
      refusal: { kind: 'wrongStatus', payment: { status: 'CANCELLED' } },
    });
    await workersSettle();
    expect(await statuses(paymentId)).toEqual({ charge: 'RETURNED', payment: 'CANCELLED', payable: 'CLOSED' });
    expect(bank.holds(paymentId)).toBe(0);
    expect(await eventsOf(debt.orderId)).toEqual(['PaymentCancelled', 'ChargeReturned']);
  });

  it('goes back when another attempt has paid the order', async () => {
    const { debt, paymentId } = await begin();
    bank.mood = 'takes, and the answer is lost';
    await confirm(debt, paymentId);
    await endWindows(desk.deps.database, [paymentId]);
    bank.mood = 'answers';
    const second = await start(debt);
    expect(await confirm(debt, second)).toMatchObject({ ok: true });
    await workersSettle();
    expect(await statuses(paymentId)).toEqual({ charge: 'RETURNED', payment: 'EXPIRED', payable: 'CAPTURED' });
    expect([bank.holds(paymentId), bank.holds(second)]).toEqual([0, 1999]);
    expect(await balances(second)).toEqual({ CASH: 1999, SALES: -1999 });
  });

  it('is tried again by staff, in whole and once, when the provider refuses to take it back', async () => {
    const { debt, paymentId } = await begin();
    bank.whileAsked = async () => void (await closePayable(desk.deps, debt));
    await confirm(debt, paymentId);
    const refund = (amount: number | null = null) =>
      refundPayment(desk.deps, signedIn(), {
        paymentId,
        amount,
        reason: 'Sent by bank transfer',
        idempotencyKey: newId(),
      });
    expect(await refund()).toMatchObject({ ok: false, refusal: { kind: 'wrongStatus' } });
    bank.refusesRefunds = true;
    await workersSettle();
    expect(await statuses(paymentId)).toMatchObject({ charge: 'OWED' });
    bank.refusesRefunds = false;
    expect(await refund(1)).toMatchObject({ ok: false, refusal: { kind: 'exceedsCapture', refundableMinor: 1999 } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund()));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await statuses(paymentId)).toEqual({ charge: 'RETURNED', payment: 'CANCELLED', payable: 'CLOSED' });
    expect(bank.holds(paymentId)).toBe(0);
    expect(await balances(paymentId)).toEqual({ CASH: 0, OWED: 0 });
  });

  it('is not there when the provider heard nothing: the attempt ends, and the charge with it', async () => {
    const { debt, paymentId } = await begin();
    bank.mood = 'hears nothing';
    expect(await confirm(debt, paymentId)).toEqual({ ok: false, refusal: { kind: 'unanswered' } });
    await workersSettle();
    expect(await statuses(paymentId)).toMatchObject({ charge: 'REQUESTED', payment: 'PENDING' });
    await endWindows(desk.deps.database, [paymentId]);
    await workersSettle();
    expect(await statuses(paymentId)).toMatchObject({ charge: 'NOT_TAKEN', payable: 'OPEN' });
    expect(await balances(paymentId)).toEqual({});
    expect(await rows(sql`select 1 from refund where payment_id = ${bytes(paymentId)}`)).toEqual([]);
  });

  it('is asked for without a lock: others work on order and attempt meanwhile', async () => {
    const { debt, paymentId } = await begin();
    bank.whileAsked = async (id) => {
      await rows(
        sql`select 1 from payable join payment on payment.order_id = payable.order_id join charge on charge.payment_id = payment.id where payment.id = ${bytes(id)} for update nowait`,
      );
    };
    expect(await confirm(debt, paymentId)).toMatchObject({ ok: true });
  });

  it('is not asked for when the key was used for another payment, or the attempt takes none', async () => {
    const first = await begin();
    const second = await begin();
    const key = newId();
    await confirm(first.debt, first.paymentId, key);
    const moved = { ...second.debt, userId: first.debt.userId };
    await rows(sql`update payment set user_id = ${bytes(moved.userId)} where id = ${bytes(second.paymentId)}`);
    expect(await confirm(moved, second.paymentId, key)).toMatchObject({ ok: false, refusal: { kind: 'keyConflict' } });
    await endWindows(desk.deps.database, [second.paymentId]);
    await confirm(moved, second.paymentId);
    expect(bank.asked(second.paymentId)).toBe(0);
    expect(await statuses(second.paymentId)).toMatchObject({ charge: null });
  });

  it('is never lost and never kept twice: 40 attempts with lost answers, retries, closings and workers all at once', async () => {
    const attempts = await Promise.all(Array.from({ length: 40 }, begin));
    bank.mood = 'takes, and the answer is lost';
    await Promise.all(attempts.map(({ debt, paymentId }) => confirm(debt, paymentId)));
    bank.mood = 'answers';
    await makeDue();
    await Promise.all([
      ...attempts.map(({ debt, paymentId }) => confirm(debt, paymentId)),
      ...attempts.filter((_, index) => index % 2 === 0).map(({ debt }) => closePayable(desk.deps, debt)),
      ...Array.from({ length: 3 }, async () => {
        await sleep(5);
        await settleCharges(desk.deps);
      }),
    ]);
    await workersSettle();
    await workersSettle();
    const ends = await Promise.all(attempts.map(({ paymentId }) => statuses(paymentId)));
    for (const [index, { paymentId }] of attempts.entries()) {
      const isPaid = ends[index].payment === 'CAPTURED';
      expect(ends[index]).toEqual({
        charge: isPaid ? 'TAKEN' : 'RETURNED',
        payment: isPaid ? 'CAPTURED' : 'CANCELLED',
        payable: isPaid ? 'CAPTURED' : 'CLOSED',
      });
      expect(bank.holds(paymentId)).toBe(isPaid ? 1999 : 0);
      expect(await balances(paymentId)).toEqual(isPaid ? { CASH: 1999, SALES: -1999 } : { CASH: 0, OWED: 0 });
    }
  });
});
