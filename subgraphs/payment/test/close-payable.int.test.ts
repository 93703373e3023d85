import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { signedIn } from '@storegraph/testkit/viewers';
import { aPayable, bytes, openDesk, type Desk } from './payment-desk.ts';

describe('openPayable and closePayable', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.stop());

  const stateOf = async (orderId: string) =>
    (await desk.rows(sql`select state from payable where order_id = ${bytes(orderId)}`))[0]?.['state'];
  const statusOf = async (paymentId: string) =>
    (await desk.rows(sql`select status from payment where id = ${bytes(paymentId)}`))[0]?.['status'];

  it('answer the same when repeated, at once and later', async () => {
    const payable = aPayable();
    for (const answer of await Promise.all(Array.from({ length: 20 }, () => desk.open(payable))))
      expect(answer.state).toBe('OPEN');
    for (const answer of await Promise.all(Array.from({ length: 20 }, () => desk.close(payable))))
      expect(answer.state).toBe('CLOSED');
    expect((await desk.open(payable)).state).toBe('CLOSED');
  });

  it.each([{ amountMinor: 1998 }, { currency: 'EUR' }, { userId: newId() }])(
    'refuse another debt of the same order: %o',
    async (other) => {
      const payable = aPayable();
      await desk.open(payable);
      expect(await desk.open({ ...payable, ...other })).toEqual({ __typename: 'PayableConflict' });
      expect(await desk.close({ ...payable, ...other })).toEqual({ __typename: 'PayableConflict' });
      expect(await stateOf(payable.orderId)).toBe('OPEN');
    },
  );

  it('keep an order closed whose opening comes after its closing', async () => {
    const payable = aPayable();
    expect((await desk.close(payable)).state).toBe('CLOSED');
    expect((await desk.open(payable)).state).toBe('CLOSED');
    expect(await desk.start(payable)).toMatchObject({ __typename: 'OrderNotPayableError', reason: 'CLOSED' });
  });

  it('end one way when opening and closing meet', async () => {
    for (let round = 0; round < 30; round++) {
      const payable = aPayable();
      const [, closed] = await Promise.all([desk.open(payable), desk.close(payable)]);
      expect(closed.state).toBe('CLOSED');
      expect(await stateOf(payable.orderId)).toBe('CLOSED');
    }
  });

  it('cancel the attempt in progress, and tell', async () => {
    const { userId, paymentId, ...rest } = await desk.begin();
    await desk.close({ userId, ...rest });
    expect(await statusOf(paymentId)).toBe('CANCELLED');
    const payload = { orderId: rest.orderId, paymentId, userId };
    await expect
      .poll(
        () =>
          desk.events.find(({ type, subjectId }) => type === 'PaymentCancelled' && subjectId === rest.orderId)?.payload,
      )
      .toEqual(payload);
  });

  it('answer CAPTURED when the money came first', async () => {
    const { userId, paymentId, ...rest } = await desk.begin();
    await desk.confirm(userId, paymentId);
    expect((await desk.close({ userId, ...rest })).state).toBe('CAPTURED');
    expect((await desk.open({ userId, ...rest })).state).toBe('CAPTURED');
    expect(await statusOf(paymentId)).toBe('CAPTURED');
  });

  it('let either the money or the closing win, 100 times, and the attempt agrees', async () => {
    const wins = { CAPTURED: 0, CLOSED: 0 };
    const alone = await desk.begin();
    const startedAt = performance.now();
    await desk.confirm(alone.userId, alone.paymentId);
    const confirmMs = performance.now() - startedAt;
    for (let round = 0; round < 100; round++) {
      const { userId, paymentId, ...rest } = await desk.begin();
      const confirm = () => desk.confirm(userId, paymentId);
      const close = () => desk.close({ userId, ...rest });
      const confirming = confirm();
      // The money has a head start: from none to more than it took alone.
      await sleep((round / 100) * 2 * confirmMs);
      const [confirmed, closed] = await Promise.all([confirming, close()]);
      const state = (await stateOf(rest.orderId)) as 'CAPTURED' | 'CLOSED';
      wins[state]++;
      expect(closed.state).toBe(state);
      expect(confirmed.__typename).toBe(state === 'CAPTURED' ? 'ConfirmPaymentSuccess' : 'PaymentStatusError');
      expect(await statusOf(paymentId)).toBe(state === 'CAPTURED' ? 'CAPTURED' : 'CANCELLED');
      const [{ sales, total }] = (await desk.rows(
        sql`select coalesce(sum(account = 'SALES'), 0) as sales, coalesce(sum(amount_minor), 0) as total from ledger_entry where cause_id = ${bytes(paymentId)}`,
      )) as [any];
      expect([Number(sales), Number(total)]).toEqual([state === 'CAPTURED' ? 1 : 0, 0]);
    }
    expect(wins.CAPTURED).toBeGreaterThan(0);
    expect(wins.CLOSED).toBeGreaterThan(0);
  });

  it.each([
    { amountMinor: -1 },
    { amountMinor: 1_000_000_000_001 },
    { amountMinor: 1.5 },
    { currency: 'usd' },
    { orderId: 'x' },
    { userId: '' },
    { holdExpiresAt: 'tomorrow' },
  ])('take no malformed debt: %o', async (malformed) => {
    const payable = { ...aPayable(), ...malformed };
    await expect(desk.open(payable)).rejects.toThrow('BAD_USER_INPUT');
    await expect(desk.close(payable)).rejects.toThrow('BAD_USER_INPUT');
  });

  it.each(['CUSTOMER', 'ADMIN'] as const)('are for services, not for a %s', async (role) => {
    const payable = aPayable();
    const query =
      'mutation ($input: PayableInput!) { openPayable(input: $input) { __typename } closePayable(input: $input) { __typename } }';
    const { data, errors } = await desk.ask(signedIn({ role, userId: payable.userId }), query, { input: payable });
    expect(data).toBeNull();
    expect(errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await stateOf(payable.orderId)).toBeUndefined();
  });
});
