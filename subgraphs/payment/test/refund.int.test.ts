import { newId } from '@storegraph/subgraph-kit/id';
import { service, signedIn } from '@storegraph/testkit/viewers';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoundedProvider, Providers } from '../src/providers/providers.ts';
import { TEST_REFERENCES } from '../src/providers/test-provider.ts';
import { refundOrder } from '../src/use-cases/refund-order.ts';
import { settleRefund, settleRefunds } from '../src/use-cases/settle-refunds.ts';
import { aPayable, bytes, openDesk, openQuietDesk, type Desk } from './payment-desk.ts';

const clerk = signedIn({ role: 'STAFF' });

describe('refundPayment', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.stop());

  const refundedOf = async (paymentId: string) =>
    Number(
      (await desk.rows(sql`select refunded_minor from payment where id = ${bytes(paymentId)}`))[0]?.['refunded_minor'],
    );
  const refundsOf = (paymentId: string) =>
    desk.rows(
      sql`select lower(hex(id)) as id, amount_minor, status, attempts from refund where payment_id = ${bytes(paymentId)}`,
    );
  const ledgerOf = async (refundId: string) =>
    (
      await desk.rows(
        sql`select account, amount_minor from ledger_entry where cause_id = unhex(${refundId.replaceAll('-', '')}) order by account`,
      )
    ).map((row) => [row['account'], Number(row['amount_minor'])]);
  const refundEventsOf = async (orderId: string) =>
    (
      await desk.rows(
        sql`select payload from outbox where subject_id = ${bytes(orderId)} and type = 'PaymentRefunded' and version = 1`,
      )
    ).map((row) => JSON.parse(row['payload']));
  const auditOf = (paymentId: string) =>
    desk.rows(sql`select action, details from audit_log where subject_id = ${bytes(paymentId)} order by at, id`);

  it('gives back a part and then the rest, each with two ledger entries that sum to zero, an event and an audit row', async () => {
    const { orderId, userId, paymentId } = await desk.paid({ amountMinor: 1000 });
    const first = await desk.refund(clerk, { paymentId, amount: 300 });
    expect(first).toMatchObject({
      __typename: 'RefundPaymentSuccess',
      payment: {
        refundedAmount: { amount: 300 },
        refunds: [
          {
            amount: { amount: 300, currency: 'USD' },
            reason: 'Scratched',
            status: 'SUCCEEDED',
            requestedBy: { id: clerk.userId },
          },
        ],
      },
    });
    const { payment } = await desk.refund(clerk, { paymentId });
    expect(payment.refundedAmount.amount).toBe(1000);
    expect(payment.refunds.map((refund: any) => refund.amount.amount)).toEqual([300, 700]);
    const [one, rest] = payment.refunds;
    expect(await ledgerOf(one.id)).toEqual([
      ['CASH', -300],
      ['SALES', 300],
    ]);
    expect(await ledgerOf(rest.id)).toEqual([
      ['CASH', -700],
      ['SALES', 700],
    ]);
    expect(await refundEventsOf(orderId)).toEqual(
      [one, rest].map(({ id, amount }: any, index) => ({
        orderId,
        paymentId,
        userId,
        refundId: id,
        amountMinor: amount.amount,
        currency: 'USD',
        remainingMinor: [700, 0][index],
      })),
    );
    expect((await auditOf(paymentId)).map(({ action, details }) => [action, JSON.parse(details).kind])).toEqual([
      ['refundPayment', 'claimed'],
      ['refundPayment', 'claimed'],
    ]);
  });

  it('gives back no more than was captured, by ten at once', async () => {
    for (let round = 0; round < 10; round++) {
      const { paymentId } = await desk.paid({ amountMinor: 1000 });
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => desk.refund(clerk, { paymentId, amount: 400 })),
      );
      expect(answers.filter(({ __typename }) => __typename === 'RefundPaymentSuccess')).toHaveLength(2);
      for (const refused of answers.filter(({ __typename }) => __typename !== 'RefundPaymentSuccess'))
        expect(refused).toMatchObject({
          __typename: 'RefundExceedsCaptureError',
          refundable: { amount: 200, currency: 'USD' },
          field: ['input', 'amount'],
        });
      expect(await refundedOf(paymentId)).toBe(800);
      expect(await refundsOf(paymentId)).toHaveLength(2);
    }
  });

  it('gives the rest back once, by ten at once', async () => {
    const { paymentId } = await desk.paid({ amountMinor: 1000 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.refund(clerk, { paymentId })));
    expect(answers.filter(({ __typename }) => __typename === 'RefundPaymentSuccess')).toHaveLength(1);
    expect(await refundedOf(paymentId)).toBe(1000);
  });

  it('answers ten of one key alike, and refuses the key for another refund', async () => {
    const { paymentId } = await desk.paid({ amountMinor: 1000 });
    const idempotencyKey = newId();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => desk.refund(clerk, { paymentId, amount: 100, idempotencyKey })),
    );
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['RefundPaymentSuccess']));
    expect(await refundedOf(paymentId)).toBe(100);
    expect(await desk.refund(clerk, { paymentId, amount: 200, idempotencyKey })).toMatchObject({
      __typename: 'IdempotencyConflictError',
    });
    expect(await refundedOf(paymentId)).toBe(100);
  });

  it('refuses what is not captured, unknown payments and malformed input, and moves nothing', async () => {
    const { paymentId } = await desk.begin();
    expect(await desk.refund(clerk, { paymentId })).toMatchObject({ __typename: 'PaymentStatusError' });
    expect((await auditOf(paymentId)).map(({ details }) => JSON.parse(details).kind)).toEqual(['wrongStatus']);
    expect(await desk.refund(clerk, { paymentId: newId() })).toMatchObject({
      __typename: 'NotFoundError',
      field: ['input', 'paymentId'],
    });
    expect(await desk.refund(clerk, { paymentId: 'payment-1' })).toMatchObject({ __typename: 'NotFoundError' });
    for (const [field, value] of [
      ['amount', 0],
      ['amount', -1],
      ['reason', ' '],
      ['reason', 'x'.repeat(501)],
      ['reason', 'bell\u0007'],
      ['reason', 'evil\u202egnp.exe'],
      ['idempotencyKey', ''],
    ] as const)
      expect(await desk.refund(clerk, { paymentId, [field]: value })).toMatchObject({
        __typename: 'InvalidInputError',
        field: ['input', field],
      });
    expect(await refundsOf(paymentId)).toEqual([]);
  });

  it('notes each refused try with its reason, and writes nothing else', async () => {
    const { paymentId } = await desk.paid({ amountMinor: 1000 });
    const unknown = newId();
    const key = newId();
    await desk.refund(clerk, { paymentId, amount: 1, idempotencyKey: key });
    const written = async () =>
      Number(
        (
          await desk.rows(
            sql`select (select count(*) from refund) + (select count(*) from ledger_entry) + (select count(*) from outbox) as written`,
          )
        )[0]?.['written'],
      );
    const before = await written();
    await desk.refund(clerk, { paymentId, amount: 1000 });
    await desk.refund(clerk, { paymentId, amount: 0 });
    await desk.refund(clerk, { paymentId, amount: 2, idempotencyKey: key });
    await desk.refund(clerk, { paymentId: unknown });
    const tries = [...(await auditOf(paymentId)), ...(await auditOf(unknown))].map(({ details }) =>
      JSON.parse(details),
    );
    expect(tries.slice(1)).toEqual([
      {
        amount: 1000,
        reason: 'Scratched',
        kind: 'exceedsCapture',
        refused: 'exceedsCapture',
        refundableMinor: 999,
        currency: 'USD',
      },
      { refused: 'invalidInput', field: ['input', 'amount'] },
      { refused: 'keyConflict' },
      { refused: 'notFound' },
    ]);
    expect(await written()).toBe(before);
  });

  it('takes cash on delivery back from the carrier, not from the till', async () => {
    const payable = aPayable({ amountMinor: 1000 });
    await desk.open(payable);
    const { payment } = await desk.start(payable, newId(), 'CASH_ON_DELIVERY');
    expect(await desk.confirm(payable.userId, payment.id)).toMatchObject({ __typename: 'ConfirmPaymentSuccess' });
    expect(await ledgerOf(payment.id)).toEqual([
      ['COURIER', 1000],
      ['SALES', -1000],
    ]);
    const refunded = await desk.refund(clerk, { paymentId: payment.id, amount: 400 });
    expect(await ledgerOf(refunded.payment.refunds[0].id)).toEqual([
      ['COURIER', -400],
      ['SALES', 400],
    ]);
  });

  it('is for staff: its buyer may read the refund and not ask for one', async () => {
    const { paymentId, userId } = await desk.paid();
    const mutation = 'mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { __typename } }';
    const input = { paymentId, reason: 'Mine', idempotencyKey: newId() };
    for (const viewer of [signedIn({ userId }), signedIn(), service])
      expect((await desk.ask(viewer, mutation, { input })).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    expect(await refundedOf(paymentId)).toBe(0);
    await desk.refund(clerk, { paymentId, amount: 5 });
    const { data } = await desk.ask(
      signedIn({ userId }),
      'query ($id: ID!) { payment(id: $id) { refunds { status amount { amount } } } }',
      { id: paymentId },
    );
    expect(data.payment.refunds).toEqual([{ status: 'SUCCEEDED', amount: { amount: 5 } }]);
  });

  it('asks a provider that does not answer again, and books the refund once', async () => {
    const { paymentId, orderId } = await desk.paid({ amountMinor: 1000 }, TEST_REFERENCES.refundUnanswered);
    const { payment } = await desk.refund(clerk, { paymentId });
    expect(payment).toMatchObject({ refundedAmount: { amount: 1000 }, refunds: [{ status: 'PENDING' }] });
    await expect
      .poll(async () => (await refundsOf(paymentId))[0], { timeout: 8_000 })
      .toMatchObject({ status: 'SUCCEEDED', attempts: 1 });
    expect(await ledgerOf(payment.refunds[0].id)).toHaveLength(2);
    expect(await refundEventsOf(orderId)).toHaveLength(1);
  });

  it('makes a refused refund FAILED, books nothing, and lets the amount be refunded again', async () => {
    const { paymentId, orderId } = await desk.paid({ amountMinor: 1000 }, TEST_REFERENCES.refundRefused);
    const { payment } = await desk.refund(clerk, { paymentId, amount: 600 });
    expect(payment).toMatchObject({ refundedAmount: { amount: 0 }, refunds: [{ status: 'FAILED' }] });
    expect(await ledgerOf(payment.refunds[0].id)).toEqual([]);
    expect(await refundEventsOf(orderId)).toEqual([]);
    expect(await desk.refund(clerk, { paymentId })).toMatchObject({ __typename: 'RefundPaymentSuccess' });
  });

  it('reads the refunds of a page of payments in one statement', async () => {
    const orderIds = await Promise.all(
      [1, 2, 3].map(async () => {
        const { paymentId, orderId } = await desk.paid();
        await desk.refund(clerk, { paymentId });
        return orderId;
      }),
    );
    desk.statements.length = 0;
    const { data } = await desk.ask(
      clerk,
      '{ payments(first: 3, filter: { status: [CAPTURED] }) { edges { node { order { id } refunds { id } } } } }',
    );
    expect(data.payments.edges.map(({ node }: any) => node.refunds.length)).toEqual([1, 1, 1]);
    expect(data.payments.edges.map(({ node }: any) => node.order.id).toSorted()).toEqual(orderIds.toSorted());
    expect(
      desk.statements.filter((statement) => statement.includes('from `refund` where `refund`.`payment_id`')),
    ).toHaveLength(1);
  });

  describe('of a whole order', () => {
    it('gives back what is left, once, by ten at once and repeated', async () => {
      const { paymentId, orderId } = await desk.paid({ amountMinor: 1000 });
      await desk.refund(clerk, { paymentId, amount: 300 });
      const answers = await Promise.all(Array.from({ length: 10 }, () => desk.refundOrder(orderId)));
      expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['RefundOrderSuccess']));
      await desk.refundOrder(orderId);
      expect((await refundsOf(paymentId)).map((row) => Number(row['amount_minor'])).toSorted((a, b) => a - b)).toEqual([
        300, 700,
      ]);
      expect(await refundedOf(paymentId)).toBe(1000);
    });

    it('refuses an order that nothing was captured for', async () => {
      const { orderId } = await desk.begin();
      for (const id of [orderId, newId(), 'order-1'])
        expect((await desk.refundOrder(id)).__typename).toBe('NothingCaptured');
    });
  });

  describe('confirmPayment of a declined means of payment', () => {
    it('takes nothing, makes the attempt FAILED, tells, and lets another be started', async () => {
      const { paymentId, ...payable } = await desk.begin({}, TEST_REFERENCES.declined);
      const key = newId();
      for (let times = 0; times < 2; times++)
        expect(await desk.confirm(payable.userId, paymentId, key)).toMatchObject({
          __typename: 'PaymentDeclinedError',
          payment: { status: 'FAILED' },
        });
      expect(await desk.rows(sql`select 1 from ledger_entry where cause_id = ${bytes(paymentId)}`)).toEqual([]);
      expect(
        await desk.rows(
          sql`select type from outbox where subject_id = ${bytes(payable.orderId)} and type = 'PaymentFailed'`,
        ),
      ).toHaveLength(1);
      const { payment } = await desk.start(payable);
      expect(await desk.confirm(payable.userId, payment.id)).toMatchObject({ __typename: 'ConfirmPaymentSuccess' });
    });

    it('refuses a reference that may be a card number', async () => {
      const payable = aPayable();
      await desk.open(payable);
      expect(await desk.start(payable, newId(), 'CARD', '4242 4242 4242 4242')).toMatchObject({
        __typename: 'InvalidInputError',
        field: ['input', 'reference'],
      });
    });
  });
});

const withRefund = (providers: Providers, refund: BoundedProvider['refund']): Providers => ({
  ...providers,
  of: (payment) => ({ ...providers.of(payment), refund }),
});

describe('refunds whose process died', () => {
  it('that the provider refuses give their claim back once, when several ask at once', async () => {
    const desk = await openDesk();
    const quiet = await openQuietDesk();
    try {
      const { paymentId } = await desk.paid({ amountMinor: 1000 });
      for (const amount of [300, 300]) await desk.refund(clerk, { paymentId, amount });
      // As if the second had not been answered.
      const [{ id } = {}] = await desk.rows(
        sql`select lower(hex(id)) as id from refund where payment_id = ${bytes(paymentId)} order by requested_at desc limit 1`,
      );
      await desk.rows(
        sql`update refund set status = 'PENDING', next_run_at = utc_timestamp(3) + interval 1 hour where id = unhex(${id})`,
      );
      const refuse = async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return 'refused' as const;
      };
      const deps = { ...quiet.deps, database: desk.test.database, providers: withRefund(quiet.deps.providers, refuse) };
      const refundId = String(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      await Promise.all(Array.from({ length: 3 }, () => settleRefund(deps, refundId)));
      expect(
        await desk.rows(
          sql`select cast(refunded_minor as char) as refunded from payment where id = ${bytes(paymentId)}`,
        ),
      ).toEqual([{ refunded: '300' }]);
    } finally {
      await quiet.stop();
      await desk.stop();
    }
  });

  it('are settled once by several workers', async () => {
    const quiet = await openQuietDesk();
    try {
      const { database } = quiet.test;
      const paid = aPayable();
      const paymentId = newId();
      await database.db.execute(
        sql`insert into payable values (${bytes(paid.orderId)}, ${bytes(paid.userId)}, 1000, 'USD', 'CAPTURED', utc_timestamp(3), null)`,
      );
      await database.db
        .execute(sql`insert into payment (id, order_id, user_id, method, amount_minor, currency, status, started_at, expires_at, captured_at)
        values (${bytes(paymentId)}, ${bytes(paid.orderId)}, ${bytes(paid.userId)}, 'CARD', 1000, 'USD', 'CAPTURED', utc_timestamp(3), utc_timestamp(3) + interval 1 minute, utc_timestamp(3))`);
      // The claim is committed, and then its process dies before sending it.
      const died = {
        ...quiet.deps,
        providers: withRefund(quiet.deps.providers, () => Promise.reject(new Error('killed'))),
      };
      await refundOrder(died, { orderId: paid.orderId, reason: 'Order cancelled' });
      await database.db.execute(sql`update refund set next_run_at = utc_timestamp(3)`);
      await Promise.all(Array.from({ length: 4 }, () => settleRefunds(quiet.deps)));
      const [rows] = (await database.db.execute(sql`select status from refund`)) as unknown as [unknown[]];
      expect(rows).toEqual([{ status: 'SUCCEEDED' }]);
      const [events] = (await database.db.execute(sql`select type from outbox`)) as unknown as [unknown[]];
      expect(events).toEqual([{ type: 'PaymentRefunded' }]);
    } finally {
      await quiet.stop();
    }
  });
});
