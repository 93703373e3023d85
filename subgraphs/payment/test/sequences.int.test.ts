import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { isLong } from '@storegraph/testkit/env';
import { manySequences } from '@storegraph/testkit/sequences';
import { signedIn } from '@storegraph/testkit/viewers';
import { findPayable } from '../src/db/payable-store.ts';
import { findPaymentsOfOrders } from '../src/db/payment-store.ts';
import { findRefundsOfPayments } from '../src/db/refund-store.ts';
import type { Debt } from '../src/domain/payable.ts';
import { cancelPayment } from '../src/use-cases/cancel-payment.ts';
import { closePayable } from '../src/use-cases/close-payable.ts';
import { confirmPayment } from '../src/use-cases/confirm-payment.ts';
import type { Deps } from '../src/use-cases/deps.ts';
import { expirePayments } from '../src/use-cases/expire-payments.ts';
import { openPayable } from '../src/use-cases/open-payable.ts';
import { refundOrder } from '../src/use-cases/refund-order.ts';
import { refundPayment } from '../src/use-cases/refund-payment.ts';
import { settleRefunds } from '../src/use-cases/settle-refunds.ts';
import { startPayment } from '../src/use-cases/start-payment.ts';
import { bytes, openQuietDesk } from './payment-desk.ts';
import { aCommand, AMOUNT_MINOR, createTill, HOLD_MS, WINDOW_MS, type Command, type ProviderAnswer } from './till.ts';

let desk: Awaited<ReturnType<typeof openQuietDesk>>;
beforeAll(async () => {
  desk = await openQuietDesk();
});
afterAll(() => desk.stop());

const rows = async (query: ReturnType<typeof sql>): Promise<any[]> =>
  ((await desk.deps.database.db.execute(query)) as any)[0];

/** The desk with a provider that answers as it is told. */
function openCounter(debt: Debt) {
  let capture: 'captured' | 'declined' = 'captured';
  let refund: ProviderAnswer = 'refunded';
  const deps: Deps = {
    ...desk.deps,
    windowMs: WINDOW_MS,
    providers: {
      ...desk.deps.providers,
      of: (payment) => ({
        ...desk.deps.providers.of(payment),
        capture: async () => capture,
        refund: async () => {
          if (refund === 'none') throw new Error('no answer');
          return refund;
        },
      }),
    },
  };
  const { orderId, userId } = debt;
  const attempts: string[] = [];
  const buyer = signedIn({ userId });
  const key = () => ({ idempotencyKey: newId() });
  const confirm = async (
    paymentId: string | undefined,
    provider: typeof capture,
  ): Promise<'captured' | 'declined' | 'refused'> => {
    if (paymentId === undefined) return 'refused';
    capture = provider;
    const answer = await confirmPayment(deps, buyer, { ...key(), paymentId });
    if (answer.ok) return 'captured';
    return answer.refusal.kind === 'declined' ? 'declined' : 'refused';
  };
  /** Moves everything that the order has into the past: tests that wait for it instead fail on a busy machine. */
  const pass = async (ms: number) => {
    await rows(
      sql`update payment set started_at = started_at - interval ${ms * 1000} microsecond, expires_at = expires_at - interval ${ms * 1000} microsecond where order_id = ${bytes(orderId)}`,
    );
    await rows(
      sql`update payable set hold_expires_at = hold_expires_at - interval ${ms * 1000} microsecond where order_id = ${bytes(orderId)}`,
    );
  };

  async function take(command: Command): Promise<boolean> {
    if ('answer' in command) refund = command.answer;
    switch (command.kind) {
      case 'wait':
        await pass(command.ms);
        return true;
      case 'start': {
        const started = await startPayment(deps, buyer, { ...key(), orderId, method: 'CARD', reference: null });
        if (started.ok) attempts.push(started.value.id);
        return started.ok;
      }
      case 'confirm':
        return (await confirm(attempts.at(-1), 'captured')) === 'captured';
      case 'confirmOld':
        return (await confirm(attempts[command.which], 'captured')) === 'captured';
      case 'decline':
        return (await confirm(attempts.at(-1), 'declined')) === 'declined';
      case 'cancel': {
        const paymentId = attempts.at(-1);
        return paymentId !== undefined && (await cancelPayment(deps, buyer, { ...key(), paymentId })).ok;
      }
      case 'sweep':
        await expirePayments(deps);
        return true;
      case 'close':
        return (await closePayable(deps, debt)).ok;
      case 'refund': {
        const captured = (await findPaymentsOfOrders(deps.database.db, [orderId], 'all')).find(
          ({ status }) => status === 'CAPTURED',
        );
        const input = {
          paymentId: captured?.id ?? attempts.at(-1) ?? newId(),
          amount: command.amountMinor,
          reason: 'Scratched',
          idempotencyKey: newId(),
        };
        return (await refundPayment(deps, signedIn(), input)).ok;
      }
      case 'refundOrder':
        return (await refundOrder(deps, { orderId, reason: 'Order cancelled' })).ok;
      case 'settle':
        await rows(
          sql`update refund set next_run_at = utc_timestamp(3) where status = 'PENDING' and payment_id in (select id from payment where order_id = ${bytes(orderId)})`,
        );
        await settleRefunds(deps);
        return true;
    }
  }

  async function shown() {
    const { db } = deps.database;
    const payments = await findPaymentsOfOrders(db, [orderId], 'all');
    const refunds =
      payments.length === 0
        ? []
        : await findRefundsOfPayments(
            db,
            payments.map(({ id }) => id),
          );
    const causes = [...payments, ...refunds].map(({ id }) => bytes(id));
    const ledger =
      causes.length === 0
        ? []
        : await rows(
            sql`select account, cast(sum(amount_minor) as char) as total from ledger_entry where cause_id in (${sql.join(causes, sql`, `)}) group by account`,
          );
    const balance = (account: string) => Number(ledger.find((row) => row.account === account)?.total ?? 0);
    const [told] = await rows(
      sql`select count(if(type = 'PaymentCaptured', 1, null)) as captures, count(if(type = 'PaymentRefunded', 1, null)) as refunds from outbox where subject_id = ${bytes(orderId)}`,
    );
    expect(balance('CASH') + balance('SALES')).toBe(0);
    return {
      bill: (await findPayable(db, orderId))?.state,
      attempts: payments.map(({ status }) => status),
      refunds: refunds.map(({ amountMinor, status }) => `${amountMinor} ${status}`),
      refundedMinor: payments.reduce(
        (sum, payment) => sum + (payment.status === 'CAPTURED' ? payment.refundedMinor : 0),
        0,
      ),
      cashMinor: balance('CASH'),
      captures: told.captures,
      refundsTold: told.refunds,
    };
  }
  return { take, shown };
}

// Half of them begin paid, or few would come to a refund.
const sequences = fc
  .tuple(
    fc.constantFrom<Command[]>([], [{ kind: 'start' }, { kind: 'confirm' }]),
    fc.array(aCommand, { minLength: 3, maxLength: 15 }),
  )
  .map(([first, others]) => [...first, ...others]);

it(
  'payments and refunds take each sequence of commands as a till does',
  { timeout: isLong() ? 3_600_000 : 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async (commands) => {
        const debt: Debt = {
          orderId: newId(),
          userId: newId(),
          amountMinor: AMOUNT_MINOR,
          currency: 'USD',
          holdExpiresAt: new Date(Date.now() + HOLD_MS),
          latestHoldExpiresAt: null,
        };
        await openPayable(desk.deps, debt);
        const till = createTill();
        const counter = openCounter(debt);
        for (const command of commands)
          expect([command, await counter.take(command)]).toEqual([command, till.run(command)]);
        const { attempts, refunds, ...sums } = await counter.shown();
        const wanted = till.shown();
        // What is written within one millisecond has no order.
        expect({ ...sums, attempts: attempts.toSorted(), refunds: refunds.toSorted() }).toEqual({
          ...wanted,
          attempts: wanted.attempts.toSorted(),
          refunds: wanted.refunds.toSorted(),
        });
      }),
      manySequences({ normally: 200 }),
    );
  },
);
