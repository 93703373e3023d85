import { newId } from '@storegraph/subgraph-kit/id';
import { signedIn } from '@storegraph/testkit/viewers';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_REFERENCES } from '../src/providers/test-provider.ts';
import { settleRefund } from '../src/use-cases/settle-refunds.ts';
import { bytes, openDesk, openQuietDesk, type Desk } from './payment-desk.ts';

const clerk = signedIn({ role: 'STAFF' });

describe('what is told of a refund', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.stop());

  const remaindersOf = async (orderId: string): Promise<number[]> =>
    (
      await desk.rows(
        sql`select payload from outbox where subject_id = ${bytes(orderId)} and type = 'PaymentRefunded' order by sequence`,
      )
    ).map((row) => JSON.parse(row['payload']).remainingMinor);

  it('is that money is left while another refund may still be refused', async () => {
    const { paymentId, orderId } = await desk.paid({ amountMinor: 1000 }, TEST_REFERENCES.refundUnanswered);
    // Neither is answered at first; one of them is refused in the end.
    const { payment } = await desk.refund(clerk, { paymentId, amount: 400 });
    await desk.rows(
      sql`update refund set next_run_at = utc_timestamp(3) + interval 1 hour where payment_id = ${bytes(paymentId)}`,
    );
    await desk.refund(clerk, { paymentId, amount: 600 });
    await expect.poll(() => remaindersOf(orderId), { timeout: 8_000 }).toEqual([400]);
    await desk.rows(sql`update refund set next_run_at = utc_timestamp(3) where status = 'PENDING'`);
    await expect.poll(() => remaindersOf(orderId), { timeout: 8_000 }).toEqual([400, 0]);
    expect(payment.refunds).toHaveLength(1);
  });

  it('is once that nothing is left, by the last of several that succeed at once', async () => {
    const quiet = await openQuietDesk();
    try {
      const deps = { ...quiet.deps, database: desk.test.database };
      for (let round = 0; round < 25; round++) {
        const { paymentId, orderId } = await desk.paid({ amountMinor: 1000 });
        const refundIds = [newId(), newId(), newId(), newId()];
        for (const id of refundIds)
          await desk.rows(
            sql`insert into refund (id, payment_id, amount_minor, currency, reason, status, next_run_at) values (${bytes(id)}, ${bytes(paymentId)}, 250, 'USD', 'Scratched', 'PENDING', utc_timestamp(3) + interval 1 hour)`,
          );
        await desk.rows(sql`update payment set refunded_minor = 1000 where id = ${bytes(paymentId)}`);
        await Promise.all(refundIds.map((id) => settleRefund(deps, id)));
        expect((await remaindersOf(orderId)).toSorted((a, b) => b - a)).toEqual([750, 500, 250, 0]);
      }
    } finally {
      await quiet.stop();
    }
  });
});
