import { newId } from '@storegraph/subgraph-kit/id';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openShop, staff, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const rows = async (statement: string): Promise<any[]> =>
  ((await shop.database.db.execute(statement)) as unknown as [any[]])[0];
const hex = (id: string): string => `unhex('${id.replaceAll('-', '')}')`;

const erased = async (userId: string, id = newId()): Promise<void> => {
  await shop.subgraph.subscriber({
    id,
    type: 'UserErased',
    version: 1,
    subjectId: userId,
    occurredAt: new Date().toISOString(),
    payload: { userId },
  });
};
/** As of some minutes ago, and due now. */
const age = (userId: string, minutes: number) =>
  rows(
    `update erasure set requested_at = utc_timestamp(3) - interval ${minutes} minute, next_run_at = utc_timestamp(3) where user_id = ${hex(userId)}`,
  );
const erasureOf = async (userId: string) =>
  (
    await rows(
      `select next_run_at is null as has_ended, timestampdiff(second, utc_timestamp(3), next_run_at) as due_in from erasure where user_id = ${hex(userId)}`,
    )
  )[0];
const looked = (userId: string) =>
  vi.waitFor(
    async () => {
      const erasure = await erasureOf(userId);
      if (erasure.has_ended === 0) expect(Number(erasure.due_in)).toBeGreaterThan(0);
      return erasure;
    },
    { timeout: 20_000 },
  );
const textsOf = async (orderId: string): Promise<string> =>
  JSON.stringify([
    await rows(`select shipping_address, note from orders where id = ${hex(orderId)}`),
    await rows(`select note from order_event where order_id = ${hex(orderId)}`),
    await rows(`select request, intended_end, last_error from order_saga where order_id = ${hex(orderId)}`),
  ]);

const buy = async (note: string) => {
  const buyer = await shop.placed();
  await shop.act(buyer.viewer, 'updateOrder', { orderId: buyer.id, note });
  return buyer;
};

describe('a buyer who is erased', () => {
  it('is taken out of an order that has ended, whose amount and country stay', async () => {
    const { viewer, id } = await buy('To my note');
    await shop.act(viewer, 'cancelOrder', { orderId: id, reason: 'My reason', idempotencyKey: newId() });
    const before = await shop.order(staff(), id);
    await erased(viewer.userId);
    await looked(viewer.userId);
    expect(await textsOf(id)).not.toMatch(/Lovelace|Square|my note|My reason|7946/i);
    const after = await shop.order(staff(), id);
    expect(after).toMatchObject({ status: 'CANCELLED', note: null, buyer: { id: viewer.userId }, total: before.total });
    expect(after.shippingAddress).toMatchObject({ recipient: '', line1: '', countryCode: 'GB' });
    expect(await rows(`select * from idempotency where scope = ${hex(viewer.userId)}`)).toEqual([]);
  });

  it('keeps the address of an order that is still to be sent, until it has arrived', async () => {
    const { viewer, id } = await buy('Ring twice');
    await shop.pay(id);
    await erased(viewer.userId);
    expect((await looked(viewer.userId)).has_ended).toBe(0);
    expect((await shop.order(staff(), id)).shippingAddress.recipient).toBe('Ada Lovelace');

    for (const [step, more] of [
      ['confirmOrder', {}],
      ['shipOrder', { carrier: 'Post', trackingNumber: 'T-1' }],
      ['deliverOrder', {}],
    ] as const)
      expect((await shop.act(staff(), step, { orderId: id, idempotencyKey: newId(), ...more })).order).toBeDefined();
    await age(viewer.userId, 60);
    expect(await looked(viewer.userId)).toMatchObject({ has_ended: 1 });
    expect(await textsOf(id)).not.toMatch(/Lovelace|Square|Ring twice/);
    expect(await rows(`select tracking_number from fulfillment where order_id = ${hex(id)}`)).toEqual([
      { tracking_number: null },
    ]);
  });

  it('is taken out of a request that was refused', async () => {
    const { viewer } = await buy('First');
    const variantId = shop.inventory.stock(1);
    await shop.place(viewer, [{ variantId, quantity: 5 }], { note: 'Never came' });
    await erased(viewer.userId);
    await looked(viewer.userId);
    const refused = await rows(
      `select request from order_saga where user_id = ${hex(viewer.userId)} and state = 'REJECTED'`,
    );
    expect(refused).toHaveLength(1);
    expect(refused[0].request).not.toMatch(/Never came|Lovelace/);
  });

  it('is looked for again for a quarter of an hour, as a request may be on its way; then not any more', async () => {
    const { viewer, id } = await buy('x');
    await shop.act(viewer, 'cancelOrder', { orderId: id, idempotencyKey: newId() });
    await erased(viewer.userId);
    expect(await looked(viewer.userId)).toMatchObject({ has_ended: 0 });

    const late = await shop.place(viewer, [{ variantId: shop.inventory.stock(5), quantity: 1 }], { note: 'Late' });
    await shop.act(viewer, 'cancelOrder', { orderId: late.order.id, idempotencyKey: newId() });
    expect(await textsOf(late.order.id)).toContain('Late');
    await age(viewer.userId, 14);
    expect(await looked(viewer.userId)).toMatchObject({ has_ended: 0 });
    expect(await textsOf(late.order.id)).not.toMatch(/Late|Lovelace/);
    await age(viewer.userId, 16);
    expect(await looked(viewer.userId)).toMatchObject({ has_ended: 1 });
  });

  it('is erased again when it is told again', async () => {
    const { viewer, id } = await buy('Restored');
    await shop.act(viewer, 'cancelOrder', { orderId: id, idempotencyKey: newId() });
    await erased(viewer.userId);
    await looked(viewer.userId);
    await age(viewer.userId, 60);
    await looked(viewer.userId);
    // As a backup brings it back.
    await rows(`update orders set note = 'Restored' where id = ${hex(id)}`);
    await erased(viewer.userId);
    await looked(viewer.userId);
    expect(await textsOf(id)).not.toContain('Restored');
  });

  it('takes nothing from another', async () => {
    const [gone, other] = [await buy('Mine'), await buy('Another’s')];
    for (const { viewer, id } of [gone, other])
      await shop.act(viewer, 'cancelOrder', { orderId: id, idempotencyKey: newId() });
    await erased(gone.viewer.userId);
    await looked(gone.viewer.userId);
    expect(await textsOf(other.id)).toMatch(/Another’s/);
    expect(await shop.order(other.viewer, other.id)).toMatchObject({ shippingAddress: { recipient: 'Ada Lovelace' } });
  });
});
