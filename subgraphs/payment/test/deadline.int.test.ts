import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { signedIn } from '@storegraph/testkit/viewers';
import { insertPayables } from '../src/db/payable-store.ts';
import { findPayment, takeStep } from '../src/db/payment-store.ts';
import { PAYMENT_STATUSES, type PaymentStatus } from '../src/domain/payment.ts';
import { isWindowOver, PAYMENT_STEPS, type PaymentStep } from '../src/domain/payment-steps.ts';
import { cancelPayment } from '../src/use-cases/cancel-payment.ts';
import { closePayable } from '../src/use-cases/close-payable.ts';
import { confirmPayment } from '../src/use-cases/confirm-payment.ts';
import { expirePayments } from '../src/use-cases/expire-payments.ts';
import { startPayment } from '../src/use-cases/start-payment.ts';
import { bytes, endWindows, openQuietDesk } from './payment-desk.ts';

describe('the end of the window', () => {
  let desk: Awaited<ReturnType<typeof openQuietDesk>>;
  beforeAll(async () => {
    desk = await openQuietDesk();
  });
  afterAll(() => desk.stop());

  const rows = async (query: ReturnType<typeof sql>): Promise<any[]> =>
    ((await desk.deps.database.db.execute(query)) as any)[0];
  const storedStatus = async (paymentId: string) =>
    (await rows(sql`select status from payment where id = ${bytes(paymentId)}`))[0].status;
  const eventsOf = async (orderId: string) =>
    (await rows(sql`select type from outbox where subject_id = ${bytes(orderId)} order by sequence`)).map(
      ({ type }) => type,
    );

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
    const started = await start(debt);
    if (!started.ok) throw new Error(started.refusal.kind);
    return { debt, paymentId: started.value.id };
  };
  const start = ({ orderId, userId }: { orderId: string; userId: string }) =>
    startPayment(desk.deps, signedIn({ userId }), {
      orderId,
      method: 'CARD',
      reference: null,
      idempotencyKey: newId(),
    });
  const confirm = (userId: string, paymentId: string) =>
    confirmPayment(desk.deps, signedIn({ userId }), { paymentId, idempotencyKey: newId() });

  it(
    'gives each of 1,000 attempts to its buyer or to one of three sweepers, never to both or neither',
    { timeout: 120_000 },
    async () => {
      const attempts = Array.from({ length: 1_000 }, () => ({ orderId: newId(), paymentId: newId(), userId: newId() }));
      await rows(
        sql`insert into payable (order_id, user_id, amount_minor, currency, state, hold_expires_at) values ${sql.join(
          attempts.map(
            ({ orderId, userId }) =>
              sql`(${bytes(orderId)}, ${bytes(userId)}, 1999, 'USD', 'OPEN', utc_timestamp(3) + interval 900 second)`,
          ),
          sql`, `,
        )}`,
      );
      await rows(
        sql`insert into payment (id, order_id, user_id, method, amount_minor, currency, status, started_at, expires_at) values ${sql.join(
          attempts.map(
            ({ paymentId, orderId, userId }) =>
              sql`(${bytes(paymentId)}, ${bytes(orderId)}, ${bytes(userId)}, 'CARD', 1999, 'USD', 'PENDING', utc_timestamp(3), utc_timestamp(3) + interval 900 second)`,
          ),
          sql`, `,
        )}`,
      );
      // As three processes: each has connections of its own, sweeps, and takes a third of the buyers.
      const instances = await Promise.all(
        Array.from({ length: 3 }, async () => ({
          ...desk.deps,
          database: await openDatabase(desk.test.url, { connections: 12 }),
        })),
      );
      let isSweeping = true;
      const sweepers = instances.map(async (deps) => {
        while (isSweeping) {
          await expirePayments(deps);
          await sleep(1);
        }
      });
      const answers: Awaited<ReturnType<typeof confirmPayment>>[] = [];
      const waiting = attempts.entries();
      // Ten at a time each, at the pace of the machine: if all windows ended at one moment, nearly everybody would come
      // too late.
      const buyers = instances.flatMap((deps) =>
        Array.from({ length: 10 }, async () => {
          for (const [index, { userId, paymentId }] of waiting) {
            // A few have time, so that some are captured however busy the machine is; the others come 150 ms before
            // their end to 50 ms after it.
            await rows(
              sql`update payment set expires_at = utc_timestamp(3) + interval ${index < 20 ? 10_000_000 : 150_000} microsecond where id = ${bytes(paymentId)}`,
            );
            await sleep(index % 200);
            answers[index] = await confirmPayment(deps, signedIn({ userId }), { paymentId, idempotencyKey: newId() });
          }
        }),
      );
      await Promise.all(buyers);
      isSweeping = false;
      await Promise.all(sweepers);
      await expirePayments(desk.deps);
      await Promise.all(instances.map(({ database }) => database.close()));

      let captured = 0;
      let expired = 0;
      for (const [index, { orderId, paymentId }] of attempts.entries()) {
        const status = await storedStatus(paymentId);
        const answer = answers[index];
        if (status === 'CAPTURED') captured++;
        if (status === 'EXPIRED') expired++;
        expect(answer?.ok ? 'CAPTURED' : answer?.refusal.kind).toBe(
          status === 'CAPTURED' ? 'CAPTURED' : 'windowClosed',
        );
        expect(await eventsOf(orderId)).toEqual([status === 'CAPTURED' ? 'PaymentCaptured' : 'PaymentExpired']);
      }
      console.log(`1,000 confirmations within 150 ms of the end: captured ${captured}, expired ${expired}`);
      expect(captured + expired).toBe(1_000);
      expect(captured).toBeGreaterThan(0);
      expect(expired).toBeGreaterThan(0);
      const [states] = await rows(
        sql`select sum(state = 'CAPTURED') as captured, sum(state = 'OPEN') as open from payable`,
      );
      expect([Number(states.captured), Number(states.open)]).toEqual([captured, expired]);
      const [ledger] = await rows(
        sql`select sum(account = 'SALES') as sales, sum(account = 'OWED') as owed, sum(amount_minor) as total from ledger_entry`,
      );
      expect([Number(ledger.sales), Number(ledger.total)]).toEqual([captured, 0]);
      // What the provider took in time and told too late goes back.
      expect(
        await rows(
          sql`select 1 from refund join charge on charge.payment_id = refund.payment_id where charge.status = 'OWED'`,
        ),
      ).toHaveLength(Number(ledger.owed));
    },
  );

  it('refuses to pay or cancel afterwards, before any sweeper has been there', async () => {
    const { debt, paymentId } = await begin();
    await endWindows(desk.deps.database, [paymentId]);
    const confirmed = await confirm(debt.userId, paymentId);
    expect(confirmed).toMatchObject({
      ok: false,
      refusal: { kind: 'windowClosed', canStartAgain: true, payment: { status: 'EXPIRED' } },
    });
    const cancelled = await cancelPayment(desk.deps, signedIn({ userId: debt.userId }), {
      paymentId,
      idempotencyKey: newId(),
    });
    expect(cancelled).toMatchObject({ ok: false, refusal: { kind: 'wrongStatus', payment: { status: 'EXPIRED' } } });
    expect(await storedStatus(paymentId)).toBe('PENDING');
  });

  it('lets the next start mark the attempt that no sweeper has marked, and tell of both', async () => {
    const { debt, paymentId } = await begin();
    await endWindows(desk.deps.database, [paymentId]);
    expect(await start(debt)).toMatchObject({ ok: true, value: { status: 'PENDING' } });
    expect(await storedStatus(paymentId)).toBe('EXPIRED');
    expect(await eventsOf(debt.orderId)).toEqual(['PaymentStarted', 'PaymentExpired', 'PaymentStarted']);
  });

  it('is told once when a sweeper marks the attempt while a start is about to', async () => {
    const { debt, paymentId } = await begin();
    await endWindows(desk.deps.database, [paymentId]);
    let started: ReturnType<typeof start> | undefined;
    await desk.deps.database.transaction(async (tx) => {
      await takeStep(tx, 'expire', [paymentId]);
      started = start(debt);
      // The start has read PENDING by now, and waits for the row.
      await sleep(300);
    });
    expect(await started).toMatchObject({ ok: true });
    expect(await eventsOf(debt.orderId)).toEqual(['PaymentStarted', 'PaymentStarted']);
  });

  it('opens one attempt when 50 starts and three sweepers meet an attempt that is over', async () => {
    const { debt, paymentId } = await begin();
    await endWindows(desk.deps.database, [paymentId]);
    const started = Promise.all(Array.from({ length: 50 }, () => start(debt)));
    await Promise.all([expirePayments(desk.deps), expirePayments(desk.deps), expirePayments(desk.deps)]);
    expect((await started).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await storedStatus(paymentId)).toBe('EXPIRED');
    expect(await eventsOf(debt.orderId)).toEqual(expect.arrayContaining(['PaymentStarted', 'PaymentExpired']));
    expect((await eventsOf(debt.orderId)).filter((type) => type === 'PaymentExpired')).toHaveLength(1);
  });

  it('makes a closing say that an attempt expired which was over, as readers had seen it', async () => {
    const { debt, paymentId } = await begin();
    await endWindows(desk.deps.database, [paymentId]);
    expect(await closePayable(desk.deps, debt)).toEqual({ ok: true, value: 'CLOSED' });
    expect(await storedStatus(paymentId)).toBe('EXPIRED');
    expect(await eventsOf(debt.orderId)).toEqual(['PaymentStarted', 'PaymentExpired']);
  });

  it('is kept by a sweeper that leaves alone what is in time or in the hands of another transaction', async () => {
    const inTime = await begin();
    expect(await expirePayments(desk.deps)).toBe(false);
    expect(await storedStatus(inTime.paymentId)).toBe('PENDING');
    await endWindows(desk.deps.database, [inTime.paymentId]);
    await desk.deps.database.transaction(async (tx) => {
      await tx.execute(sql`select 1 from payment where id = ${bytes(inTime.paymentId)} for update`);
      const startedAt = performance.now();
      await expirePayments(desk.deps);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    });
    expect(await storedStatus(inTime.paymentId)).toBe('PENDING');
    await expirePayments(desk.deps);
    expect(await storedStatus(inTime.paymentId)).toBe('EXPIRED');
  });

  it('marks more than a batch, a batch at a time', async () => {
    const attempts = await Promise.all(Array.from({ length: 60 }, begin));
    await endWindows(
      desk.deps.database,
      attempts.map(({ paymentId }) => paymentId),
    );
    expect(await expirePayments(desk.deps)).toBe(true);
    expect(await expirePayments(desk.deps)).toBe(false);
    for (const { paymentId } of attempts) expect(await storedStatus(paymentId)).toBe('EXPIRED');
  });

  // Every status, on both sides of the window: the database's guards are the table of the domain, and nothing else.
  const cases = PAYMENT_STATUSES.flatMap((status) =>
    (Object.keys(PAYMENT_STEPS) as PaymentStep[]).flatMap((step) =>
      [true, false].map((isOver) => ({ status, step, isOver })),
    ),
  );
  it.each(cases)(
    'lets $status take $step (window over: $isOver) only where the rules do',
    async ({ status, step, isOver }) => {
      const { debt, paymentId } = await begin();
      await rows(sql`update payment set status = ${status}, captured_at = if(${status} = 'CAPTURED', utc_timestamp(3), null),
      started_at = started_at - interval 60 second, expires_at = utc_timestamp(3) + interval ${isOver ? sql`-1` : sql`60`} second where id = ${bytes(paymentId)}`);
      const taken = await desk.deps.database.transaction((tx) => takeStep(tx, step, [paymentId]));
      const rule = PAYMENT_STEPS[step];
      const isAllowed = (rule.from as readonly PaymentStatus[]).includes(status) && (rule.window === 'OVER') === isOver;
      expect(taken).toBe(isAllowed ? 1 : 0);
      expect(await storedStatus(paymentId)).toBe(isAllowed ? rule.to : status);
      const payment = await findPayment(desk.deps.database.db, paymentId, { ownerId: debt.userId });
      if (payment !== null) expect(isWindowOver(payment.expiresAt, payment.serverTime)).toBe(isOver);
    },
  );
});
