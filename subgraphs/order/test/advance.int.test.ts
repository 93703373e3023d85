import { newId } from '@storegraph/subgraph-kit/id';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Faults } from './faults.ts';
import { customer, eventually, openShop, staff, type Shop } from './shop.ts';

// One process: what is asked for there meets the run that is under way.
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** Keeps back the answer of the next commands, while those that come after them are answered. */
function holdAnswers(faults: Faults) {
  const held = Promise.withResolvers<void>();
  faults.held = held.promise;
  return {
    others: () => void (faults.held = null),
    come: () => held.resolve(),
    getLost: () => held.reject(new Error('socket hang up')),
  };
}

/** A shopper who orders, whose run stands at a command that is not answered yet. */
async function ordering(who: 'inventory' | 'payment') {
  const viewer = customer();
  const input = { idempotencyKey: newId() };
  const variantId = shop.inventory.stock(10);
  const lines = [{ variantId, quantity: 2 }];
  const answers = holdAnswers(shop[who].faults);
  const known = new Set(shop.inventory.reservations.keys());
  const placing = shop.place(viewer, lines, input);
  const id = await eventually(
    () => [...shop.inventory.reservations.keys()].find((orderId) => !known.has(orderId)),
    (orderId) => orderId !== undefined && (who === 'inventory' || shop.payment.payables.has(orderId)),
  );
  answers.others();
  const place = () => shop.place(viewer, lines, input);
  return {
    viewer,
    id: id!,
    placing,
    place,
    answers,
    available: () => shop.inventory.variants.get(variantId)!.available,
  };
}

const cancel = async ({ viewer, id }: Awaited<ReturnType<typeof ordering>>) => {
  const cancelling = shop.act(viewer, 'cancelOrder', { orderId: id, idempotencyKey: newId() });
  await eventually(
    () => shop.stateOf(id),
    (state) => state !== 'OPENING_PAYABLE',
  );
  return { cancelling };
};

it('a cancellation is carried out though the run that began before it has no answer', async () => {
  const order = await ordering('payment');
  const { cancelling } = await cancel(order);
  order.answers.getLost();
  expect((await order.placing).__typename).toBe('PlaceOrderSuccess');
  expect((await cancelling).__typename).toBe('CancelOrderSuccess');
  expect([await shop.stateOf(order.id), order.available()]).toEqual(['DONE', 10]);
  expect(shop.payment.payables.get(order.id)!.state).toBe('CLOSED');
});

it('a cancellation is carried out once when the run that began before it goes on', async () => {
  const order = await ordering('payment');
  const { cancelling } = await cancel(order);
  order.answers.come();
  expect((await cancelling).__typename).toBe('CancelOrderSuccess');
  expect(shop.inventory.released.filter((id) => id === order.id)).toHaveLength(1);
  expect(order.available()).toBe(10);
});

it('who asks again for an order in the making waits for it, and makes the shop do nothing twice', async () => {
  const before = shop.inventory.faults.calls.get('OrderReservesStock') ?? 0;
  const order = await ordering('inventory');
  const again = [order.place(), order.place(), order.place()];
  order.answers.come();
  const first = await order.placing;
  for (const answer of await Promise.all(again)) expect(answer.order.id).toBe(first.order.id);
  expect(shop.inventory.faults.calls.get('OrderReservesStock')).toBe(before + 1);
});

it('staff who retry a saga during a try have another one', async () => {
  const order = await ordering('inventory');
  const retrying = shop.ask(
    staff(),
    'mutation ($input: RetrySagaInput!) { retrySaga(input: $input) { __typename ... on RetrySagaSuccess { saga { state } } } }',
    { input: { orderId: order.id, idempotencyKey: newId() } },
  );
  await eventually(
    () => shop.auditOf(order.id),
    (audit) => audit.length > 0,
  );
  order.answers.getLost();
  expect((await order.placing).__typename).toBe('ServiceUnavailableError');
  expect((await retrying).data.retrySaga).toEqual({
    __typename: 'RetrySagaSuccess',
    saga: { state: 'AWAITING_PAYMENT' },
  });
});
