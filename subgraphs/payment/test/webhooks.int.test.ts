import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { signedIn } from '@storegraph/testkit/viewers';
import type { ProviderEvent } from '../src/providers/provider.ts';
import { TEST_REFERENCES } from '../src/providers/test-provider.ts';
import { writeTestWebhook } from '../src/providers/test-webhook.ts';
import { aPayable, bytes, endWindows, openDesk, webhookSecret, type Desk, type Payable } from './payment-desk.ts';

type Begun = Payable & { paymentId: string };

const captured = ({ paymentId, amountMinor, currency }: Begun): ProviderEvent & { kind: 'captured' } => ({
  kind: 'captured',
  id: newId(),
  paymentId,
  amountMinor,
  currency,
});
const declined = ({ paymentId }: Begun): ProviderEvent => ({ kind: 'declined', id: newId(), paymentId });

const payableOf = ({ orderId, userId, amountMinor, currency, holdExpiresAt }: Begun): Payable => ({
  orderId,
  userId,
  amountMinor,
  currency,
  holdExpiresAt,
});

describe('webhooks', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.stop());

  const standing = async ({ paymentId }: Begun) =>
    (
      await desk.rows(sql`select charge.status as charge, payment.status as payment, payable.state as payable from payment join payable on payable.order_id = payment.order_id
      left join charge on charge.payment_id = payment.id where payment.id = ${bytes(paymentId)}`)
    )[0];
  const ledgerOf = async ({ paymentId }: Begun) =>
    Object.fromEntries(
      (
        await desk.rows(sql`select account, sum(amount_minor) as balance from ledger_entry
      where cause_id = ${bytes(paymentId)} or cause_id in (select id from refund where payment_id = ${bytes(paymentId)}) group by account order by account`)
      ).map(({ account, balance }) => [account, Number(balance)]),
    );
  const eventsOf = async ({ orderId }: Begun) =>
    (
      await desk.rows(
        sql`select type from outbox where subject_id = ${bytes(orderId)} and type <> 'PaymentStarted' order by sequence`,
      )
    ).map(({ type }) => type);
  const rowCount = async () => {
    const tables = await desk.rows(
      sql`select table_name as name from information_schema.tables where table_schema = database()`,
    );
    const counts = await Promise.all(
      tables.map(async ({ name }) => [
        name,
        (await desk.rows(sql`select count(*) as count from ${sql.identifier(name)}`))[0]?.['count'],
      ]),
    );
    return Object.fromEntries(counts);
  };
  const eventually = async (check: () => Promise<void>): Promise<void> => {
    for (let tries = 0; ; tries++) {
      try {
        return await check();
      } catch (error) {
        if (tries === 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  const comesBack = (begun: Begun) =>
    eventually(async () => {
      expect((await standing(begun))?.['charge']).toBe('RETURNED');
      expect(await ledgerOf(begun)).toEqual({ CASH: 0, OWED: 0 });
    });
  const accepted = { __typename: 'WebhookAccepted' };

  it('before the client pay, and then the client succeeds, once', async () => {
    const begun = await desk.begin();
    expect(await desk.tell(captured(begun))).toMatchObject(accepted);
    expect(await standing(begun)).toEqual({ charge: 'TAKEN', payment: 'CAPTURED', payable: 'CAPTURED' });
    const key = newId();
    for (let times = 0; times < 2; times++)
      expect(await desk.confirm(begun.userId, begun.paymentId, key)).toMatchObject({
        __typename: 'ConfirmPaymentSuccess',
      });
    expect(await desk.confirm(begun.userId, begun.paymentId)).toMatchObject({ __typename: 'PaymentStatusError' });
    expect(await ledgerOf(begun)).toEqual({ CASH: 1999, SALES: -1999 });
    expect(await eventsOf(begun)).toEqual(['PaymentCaptured']);
  });

  it('after the client change nothing', async () => {
    const begun = await desk.paid();
    expect(await desk.tell(captured(begun))).toMatchObject(accepted);
    expect(await desk.tell(declined(begun))).toMatchObject(accepted);
    expect(await standing(begun)).toEqual({ charge: 'TAKEN', payment: 'CAPTURED', payable: 'CAPTURED' });
    expect(await ledgerOf(begun)).toEqual({ CASH: 1999, SALES: -1999 });
    expect(await eventsOf(begun)).toEqual(['PaymentCaptured']);
  });

  it('of one event have one effect, by ten at once and the client among them', async () => {
    for (let round = 0; round < 5; round++) {
      const begun = await desk.begin();
      const event = captured(begun);
      const [confirmed, ...told] = await Promise.all([
        desk.confirm(begun.userId, begun.paymentId),
        ...Array.from({ length: 10 }, () => desk.tell(event)),
      ]);
      expect(confirmed).toMatchObject({ __typename: 'ConfirmPaymentSuccess' });
      for (const answer of told) expect(answer).toEqual({ ...accepted, eventId: event.id });
      expect(await ledgerOf(begun)).toEqual({ CASH: 1999, SALES: -1999 });
      expect(await eventsOf(begun)).toEqual(['PaymentCaptured']);
      expect(await desk.rows(sql`select 1 from webhook_event where event_id = ${event.id}`)).toHaveLength(1);
    }
  });

  it('give back money for an order that takes none any more, whatever its attempt says', async () => {
    const begun = await desk.begin();
    await desk.rows(sql`update payable set state = 'CLOSED' where order_id = ${bytes(begun.orderId)}`);
    expect(await desk.tell(captured(begun))).toMatchObject(accepted);
    await comesBack(begun);
    expect(await standing(begun)).toEqual({ charge: 'RETURNED', payment: 'FAILED', payable: 'CLOSED' });
  });

  it('of a new event do not do again what an old one did', async () => {
    const begun = await desk.begin();
    await Promise.all(Array.from({ length: 10 }, () => desk.tell(captured(begun))));
    expect(await ledgerOf(begun)).toEqual({ CASH: 1999, SALES: -1999 });
    expect(await eventsOf(begun)).toEqual(['PaymentCaptured']);
  });

  it('that decline end the attempt, and the next one pays', async () => {
    const first = await desk.begin();
    await desk.tell(declined(first));
    expect(await standing(first)).toEqual({ charge: 'NOT_TAKEN', payment: 'FAILED', payable: 'OPEN' });
    expect(await desk.confirm(first.userId, first.paymentId)).toMatchObject({ __typename: 'PaymentDeclinedError' });
    const { payment } = await desk.start(first);
    const second = { ...first, paymentId: payment.id };
    await desk.tell(captured(second));
    expect(await standing(second)).toEqual({ charge: 'TAKEN', payment: 'CAPTURED', payable: 'CAPTURED' });
    // What the provider took after all for the first goes back, and takes nothing from the second.
    await desk.tell(captured(first));
    await comesBack(first);
    expect(await standing(second)).toEqual({ charge: 'TAKEN', payment: 'CAPTURED', payable: 'CAPTURED' });
    expect(await eventsOf(first)).toEqual(['PaymentFailed', 'PaymentCaptured', 'ChargeReturned']);
  });

  it.each([
    [
      'the order has closed',
      async (begun: Begun): Promise<void> => void (await desk.close(payableOf(begun))),
      'CANCELLED',
      'CLOSED',
    ],
    [
      'the window is over',
      async ({ paymentId }: Begun): Promise<void> => void (await endWindows(desk.test.database, [paymentId])),
      'EXPIRED',
      'OPEN',
    ],
    [
      'the buyer gave up',
      async ({ userId, paymentId }: Begun): Promise<void> => void (await desk.cancel(userId, paymentId)),
      'CANCELLED',
      'OPEN',
    ],
  ] as const)('that come when %s are noted, and the money goes back', async (_, end, payment, payable) => {
    const begun = await desk.begin();
    await end(begun);
    const event = captured(begun);
    await Promise.all(Array.from({ length: 3 }, () => desk.tell(event)));
    await comesBack(begun);
    await desk.tell(captured(begun));
    await desk.tell(declined(begun));
    await eventually(async () => expect(await standing(begun)).toEqual({ charge: 'RETURNED', payment, payable }));
    expect((await eventsOf(begun)).filter((type) => type === 'ChargeReturned')).toHaveLength(1);
    const { data } = await desk.ask(
      signedIn({ userId: begun.userId }),
      'query ($id: ID!) { payment(id: $id) { status refundedAmount { amount } refunds { amount { amount } status requestedBy { id } } } }',
      { id: begun.paymentId },
    );
    expect(data.payment).toEqual({
      status: payment,
      refundedAmount: { amount: 0 },
      refunds: [{ amount: { amount: 1999 }, status: 'SUCCEEDED', requestedBy: null }],
    });
  });

  it.each([{ amountMinor: 1998 }, { amountMinor: 2000 }, { currency: 'EUR' }])(
    'that tell of another amount pay nothing, and it goes back: %o',
    async (other) => {
      const begun = await desk.begin();
      await desk.tell({ ...captured(begun), ...other });
      expect(await standing(begun)).toMatchObject({ payment: 'FAILED', payable: 'OPEN' });
      await comesBack(begun);
      const [refund] = await desk.rows(
        sql`select amount_minor, currency from refund where payment_id = ${bytes(begun.paymentId)}`,
      );
      expect([Number(refund?.['amount_minor']), refund?.['currency']]).toEqual([
        other.amountMinor ?? 1999,
        other.currency ?? 'USD',
      ]);
      expect(await desk.confirm(begun.userId, begun.paymentId)).toMatchObject({ __typename: 'PaymentDeclinedError' });
    },
  );

  it('are refused, and leave nothing, when anything is wrong with them', async () => {
    const begun = await desk.begin();
    const event = captured(begun);
    const at = (ms: number) => writeTestWebhook(webhookSecret, event, new Date(Date.now() + ms));
    const signed = (text: string) => ({
      ...at(0),
      headers: {
        'storegraph-signature': writeTestWebhook(webhookSecret, JSON.parse(text), new Date()).headers[
          'storegraph-signature'
        ] as string,
      },
      body: text,
    });
    const collected = aPayable();
    await desk.open(collected);
    const { payment: byCourier } = await desk.start(collected, newId(), 'CASH_ON_DELIVERY');
    const before = await rowCount();
    const refusals = [
      [{ headers: {} }, 'WRONG_SIGNATURE'],
      [{ headers: { 'storegraph-signature': 't=1,v1=' } }, 'WRONG_SIGNATURE'],
      [
        {
          headers: writeTestWebhook(new TextEncoder().encode('another secret of 32 characters.'), event, new Date())
            .headers,
        },
        'WRONG_SIGNATURE',
      ],
      [{ ...at(0), body: `${at(0).body} ` }, 'WRONG_SIGNATURE'],
      [at(-301_000), 'WRONG_SIGNATURE'],
      [at(301_000 + 1_000), 'WRONG_SIGNATURE'],
      [{ provider: 'nobody' }, 'UNKNOWN'],
      [{ provider: 'courier' }, 'UNKNOWN'],
      [writeTestWebhook(webhookSecret, { ...event, paymentId: newId() }, new Date()), 'UNKNOWN'],
      [writeTestWebhook(webhookSecret, { ...event, paymentId: byCourier.id }, new Date()), 'UNKNOWN'],
      [signed('{"kind":"captured"}'), 'MALFORMED'],
      [signed('[]'), 'MALFORMED'],
      [signed(JSON.stringify({ ...event, amountMinor: -1 })), 'MALFORMED'],
      [signed(JSON.stringify({ ...event, paymentId: 'x' })), 'MALFORMED'],
      [signed(JSON.stringify({ ...event, kind: 'refunded' })), 'MALFORMED'],
    ] as const;
    for (const [some, reason] of refusals)
      expect([some, await desk.tell(event, some)]).toEqual([some, { __typename: 'WebhookRefused', reason }]);
    expect(await rowCount()).toEqual(before);
    expect(await standing(begun)).toEqual({ charge: null, payment: 'PENDING', payable: 'OPEN' });
    // Refused, it was not taken for received.
    expect(await desk.tell(event)).toMatchObject(accepted);
    expect(await standing(begun)).toMatchObject({ payment: 'CAPTURED' });
  });

  it('leave alone what was paid before charges were noted', async () => {
    const begun = await desk.paid();
    await desk.rows(sql`delete from charge where payment_id = ${bytes(begun.paymentId)}`);
    await desk.tell(captured(begun));
    expect(await standing(begun)).toEqual({ charge: null, payment: 'CAPTURED', payable: 'CAPTURED' });
    expect(await ledgerOf(begun)).toEqual({ CASH: 1999, SALES: -1999 });
  });

  it('are for services only', async () => {
    const { errors } = await desk.ask(
      signedIn({ role: 'ADMIN' }),
      'mutation { receiveWebhook(input: { provider: "test", headers: [], body: "" }) { __typename } }',
    );
    expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  describe('of the scripted test provider', () => {
    const confirmUntilFinal = async ({ userId, paymentId }: Begun) => {
      const key = newId();
      for (;;) {
        const answer = await desk.confirm(userId, paymentId, key);
        if (answer.__typename !== 'ServiceUnavailableError') return answer;
        expect(answer.retryAfterSeconds).toBeGreaterThan(0);
      }
    };

    it.each([
      TEST_REFERENCES.silentCaptured,
      TEST_REFERENCES.answersLate,
      TEST_REFERENCES.tellsFirst,
      TEST_REFERENCES.tellsTwice,
      TEST_REFERENCES.tellsOutOfOrder,
    ])('%s ends paid, once', async (reference) => {
      const begun = await desk.begin({}, reference);
      expect(await confirmUntilFinal(begun)).toMatchObject({ __typename: 'ConfirmPaymentSuccess' });
      await eventually(async () =>
        expect(await standing(begun)).toEqual({ charge: 'TAKEN', payment: 'CAPTURED', payable: 'CAPTURED' }),
      );
      expect(await ledgerOf(begun)).toEqual({ CASH: 1999, SALES: -1999 });
    });

    it('test-declined is declined', async () => {
      expect(await confirmUntilFinal(await desk.begin({}, TEST_REFERENCES.declined))).toMatchObject({
        __typename: 'PaymentDeclinedError',
      });
    });

    it.each([
      [TEST_REFERENCES.silent, 'NOT_TAKEN'],
      [TEST_REFERENCES.tellsAfterClosing, 'RETURNED'],
    ] as const)('%s ends unpaid', async (reference, charge) => {
      const begun = await desk.begin({ holdExpiresAt: new Date(Date.now() + 3_000).toISOString() }, reference);
      expect(await desk.confirm(begun.userId, begun.paymentId)).toMatchObject({
        __typename: 'ServiceUnavailableError',
      });
      await eventually(async () =>
        expect(await standing(begun)).toEqual({ charge, payment: 'EXPIRED', payable: 'OPEN' }),
      );
    });
  });
});
