import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demoProducts, soldVariants } from './catalogue.ts';
import { demoSize } from './data-set.ts';
import { demoHistoryDays, orderHistory } from './history.ts';
import { generatedVariants } from './large-catalogue.ts';
import { customersOf } from './people.ts';
import { seriesOf, type Series } from './series.ts';
import { createStockBook } from './stock-book.ts';
import type { DemoOrder, DemoStockMovement, SoldVariant } from './types.ts';

const now = new Date('2026-06-01T09:00:00Z');
const opening = new Date('2025-01-01');
const demoVariants = soldVariants(demoProducts);

function history(
  seed: number,
  orders: number,
  variants: Series<SoldVariant> = demoVariants,
  at = now,
): Generator<DemoOrder> {
  const customers = customersOf({ seed, count: 120, now: at, days: demoHistoryDays });
  return orderHistory({ seed, now: at, orders, customers, variants });
}

/** A shop with so little to sell that lapsing orders run into each other. */
function scarceVariants(count: number): Series<SoldVariant> {
  return seriesOf(Array.from({ length: count }, (_, n) => ({ ...demoVariants.at(n), available: n % 3 })));
}

/** Books every movement in the order of time and reports each moment at which a counter is impossible. */
function impossibleMoments(receipts: Iterable<DemoStockMovement>, orders: readonly DemoOrder[]) {
  const stock = new Map<string, { onHand: number; reserved: number }>();
  const problems: DemoStockMovement[] = [];
  const movements = [...receipts, ...orders.flatMap((order) => order.movements)];
  for (const movement of movements.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const level = stock.get(movement.variantId) ?? { onHand: 0, reserved: 0 };
    level.onHand += movement.onHandDelta;
    level.reserved += movement.reservedDelta;
    stock.set(movement.variantId, level);
    if (level.reserved < 0 || level.reserved > level.onHand) problems.push(movement);
  }
  return { stock, problems };
}

test('gives the same orders for the same seed and others for another', () => {
  expect([...history(3, 200)]).toEqual([...history(3, 200)]);
  expect([...history(3, 5)]).not.toEqual([...history(4, 5)]);
});

test('gives exactly as many orders as asked, in the order of placement, within the days asked', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 300 }), (seed, count) => {
      const times = [...history(seed, count)].map(({ placedAt }) => placedAt.getTime());
      expect(times).toHaveLength(count);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const time of times) {
        expect(time).toBeGreaterThanOrEqual(now.getTime() - demoHistoryDays * 86_400_000);
        expect(time).toBeLessThan(now.getTime());
      }
    }),
    { numRuns: 20 },
  );
});

test('keeps the stock possible at every moment and adds up to the levels', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 400 }), (seed, variety, count) => {
      const variants = scarceVariants(variety);
      const book = createStockBook(variants, seed);
      const orders = [...history(seed, count, variants)];
      orders.forEach(book.record);
      const { stock, problems } = impossibleMoments(book.openingReceipts(opening), orders);
      expect(problems).toEqual([]);
      let number = 0;
      for (const { variantId, onHand, reserved } of book.levels()) {
        expect(stock.get(variantId) ?? { onHand: 0, reserved: 0 }).toEqual({ onHand, reserved });
        expect(onHand - reserved).toBe(variants.at(number++).available);
      }
    }),
    { numRuns: 40 },
  );
});

test('totals the lines, each variant once, with the prices of the catalogue', () => {
  for (const order of history(1, 1_000)) {
    expect(order.totalMinor).toBe(order.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0));
    expect(order.lines.length).toBeGreaterThanOrEqual(1);
    expect(order.lines.length).toBeLessThanOrEqual(4);
    expect(new Set(order.lines.map(({ variantId }) => variantId)).size).toBe(order.lines.length);
  }
});

test('captures exactly one payment of a paid order and none of an ended one', () => {
  for (const order of history(2, 3_000)) {
    const captured = order.payments.filter(({ status }) => status === 'CAPTURED');
    const isUnpaid = order.status === 'EXPIRED' || order.status === 'CANCELLED';
    expect(captured).toHaveLength(isUnpaid ? 0 : 1);
    order.payments.forEach((payment, index) => {
      expect(payment.endedAt <= payment.expiresAt).toBe(true);
      expect(payment.endedAt <= order.holdExpiresAt).toBe(true);
      expect(payment.startedAt >= (order.payments[index - 1]?.endedAt ?? order.placedAt)).toBe(true);
      if (payment.status === 'CAPTURED') expect(payment.capturedAt < payment.expiresAt).toBe(true);
    });
  }
});

test('tells each order as a path of the state machine that ends where the order is', () => {
  const paths = new Set([
    'PENDING_PAYMENT>EXPIRED',
    'PENDING_PAYMENT>CANCELLED',
    'PENDING_PAYMENT>PAID',
    'PENDING_PAYMENT>PAID>CONFIRMED',
    'PENDING_PAYMENT>PAID>CONFIRMED>CONFIRMED/SHIPPED',
    'PENDING_PAYMENT>PAID>CONFIRMED>CONFIRMED/SHIPPED>COMPLETED/DELIVERED',
  ]);
  for (const order of history(9, 2_000)) {
    const steps = order.timeline.map(({ status, fulfillmentStatus }) =>
      fulfillmentStatus === 'UNFULFILLED' ? status : `${status}/${fulfillmentStatus}`,
    );
    expect(paths).toContain(steps.join('>'));
    expect(order.timeline.at(-1)).toMatchObject({ status: order.status, fulfillmentStatus: order.fulfillmentStatus });
    const times = order.timeline.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(order.timeline.every(({ at }) => at <= now)).toBe(true);
    expect(order.fulfillment !== null).toBe(order.fulfillmentStatus !== 'UNFULFILLED');
    expect(order.cancellationReason !== null).toBe(order.status === 'CANCELLED');
  }
});

test('moves stock as the status says: held while paid, sold once confirmed, given back when ended', () => {
  const second = {
    PAID: null,
    CONFIRMED: 'SALE',
    COMPLETED: 'SALE',
    CANCELLED: 'RELEASE',
    EXPIRED: 'RELEASE',
    PENDING_PAYMENT: 'none',
  } as const;
  const where = {
    PAID: 'HELD',
    CONFIRMED: 'COMMITTED',
    COMPLETED: 'COMMITTED',
    CANCELLED: 'RELEASED',
    EXPIRED: 'RELEASED',
    PENDING_PAYMENT: 'none',
  } as const;
  for (const order of history(4, 2_000)) {
    const kinds = order.lines.map(({ variantId }) =>
      order.movements.filter((movement) => movement.variantId === variantId).map(({ kind }) => kind),
    );
    const expected = second[order.status] === null ? ['RESERVE'] : ['RESERVE', second[order.status]];
    for (const kind of kinds) expect(kind).toEqual(expected);
    expect(order.reservation).toBe(where[order.status]);
  }
});

test('repeats no id', () => {
  const ids: string[] = [];
  const book = createStockBook(demoVariants, 1);
  for (const order of history(1, 3_000)) {
    book.record(order);
    ids.push(
      order.id,
      ...[...order.lines, ...order.payments, ...order.timeline, ...order.movements].map(({ id }) => id),
    );
  }
  for (const { id } of book.openingReceipts(opening)) ids.push(id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('sells to nobody before they registered, and often to the demo shopper', () => {
  const customers = customersOf({ seed: 1, count: 120, now, days: demoHistoryDays });
  const people = new Map(Array.from({ length: 120 }, (_, n) => [customers.at(n).id, customers.at(n)]));
  const orders = [...history(1, demoSize.orders)];
  for (const { userId, placedAt } of orders)
    expect(people.get(userId)?.registeredAt.getTime()).toBeLessThanOrEqual(placedAt.getTime());
  expect(orders.filter(({ userId }) => userId === customers.at(0).id).length).toBeGreaterThanOrEqual(3);
});

test('shows every kind of end in the demo, most orders delivered, whatever the day and hour', () => {
  for (let hour = 0; hour < 7 * 24; hour += 13) {
    const count: Record<string, number> = {};
    for (const order of history(1, demoSize.orders, demoVariants, new Date(now.getTime() + hour * 3_600_000))) {
      const key = `${order.status} ${order.fulfillmentStatus}`;
      count[key] = (count[key] ?? 0) + 1;
    }
    expect(Object.keys(count).sort()).toEqual([
      'CANCELLED UNFULFILLED',
      'COMPLETED DELIVERED',
      'CONFIRMED SHIPPED',
      'CONFIRMED UNFULFILLED',
      'EXPIRED UNFULFILLED',
      'PAID UNFULFILLED',
    ]);
    expect(count['COMPLETED DELIVERED']).toBeGreaterThan(demoSize.orders * 0.75);
    expect(count['PAID UNFULFILLED']).toBeLessThan(20);
  }
});

test('grows over the months and sleeps at night', () => {
  const orders = [...history(1, 20_000)];
  const middle = now.getTime() - (demoHistoryDays / 2) * 86_400_000;
  const late = orders.filter(({ placedAt }) => placedAt.getTime() > middle).length;
  expect(late / orders.length).toBeGreaterThan(0.55);
  const between = (from: number, to: number) =>
    orders.filter(({ placedAt }) => placedAt.getUTCHours() >= from && placedAt.getUTCHours() < to).length;
  expect(between(18, 22)).toBeGreaterThan(5 * between(1, 5));
});

test('sells some variants far more than others, and nearly all of them', () => {
  const sold = new Map<string, number>();
  for (const { lines } of history(1, 5_000))
    for (const { variantId } of lines) sold.set(variantId, (sold.get(variantId) ?? 0) + 1);
  const counts = [...sold.values()].sort((a, b) => b - a);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const best = counts.slice(0, Math.ceil(demoVariants.length / 10)).reduce((sum, count) => sum + count, 0);
  expect(best / total).toBeGreaterThan(0.3);
  expect(sold.size).toBeGreaterThan(demoVariants.length * 0.95);
});

test('streams a hundred thousand orders over a large catalogue and keeps none', { timeout: 120_000 }, async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const customers = customersOf({ seed: 1, count: 20_000, now, days: demoHistoryDays });
  const variants = generatedVariants({ seed: 1, products: 100_000 });
  const orders = orderHistory({ seed: 1, now, orders: 100_000, customers, variants });
  const seen: WeakRef<DemoOrder>[] = [];
  for (let count = 0; count < 99_999; count++) {
    const { value } = orders.next();
    if (count % 100 === 0) seen.push(new WeakRef(value as DemoOrder));
    // References are held until the end of a turn.
    if (count % 10_000 === 0) await setImmediate();
  }
  await setImmediate();
  collectGarbage();
  expect(seen).toHaveLength(1_000);
  expect(seen.filter((order) => order.deref() !== undefined).length).toBeLessThan(10);
  expect(orders.next().done).toBe(false);
  expect(orders.next().done).toBe(true);
});
