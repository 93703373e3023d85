import { orderCourse, holdMs } from './order-course.ts';
import { paymentAttempts, type Fate } from './order-payments.ts';
import { orderTimes } from './order-times.ts';
import type { Customers } from './people.ts';
import { createRandom, idFor, itemAt, type Random } from './random.ts';
import type { Series } from './series.ts';
import { createSpareStock } from './spare-stock.ts';
import type { DemoOrder, DemoOrderLine, DemoStockMovement, SoldVariant } from './types.ts';

/** How many days of orders the demo shop shows. */
export const demoHistoryDays = 180;

const linesPerOrder = 4;
const movementsPerOrder = 2 * linesPerOrder;
/** No order is placed this shortly before `now`: every payment is decided by then. */
const quietMs = 3_600_000;

/** What a history follows from; the same input gives the same orders, in every database. */
export interface HistoryInput {
  readonly seed: number;
  /** End of the history. Seeds of several databases must be given the same. */
  readonly now: Date;
  readonly orders: number;
  readonly customers: Customers;
  readonly variants: Series<SoldVariant>;
  /** Length of the history; {@link demoHistoryDays} unless told. Give {@link Customers} the same. */
  readonly days?: number;
}

/**
 * The orders of a shop until `now`, in the order of placement. Holds one counter per variant and nothing per
 * order, so a million orders can stream into a database.
 */
export function* orderHistory(input: HistoryInput): Generator<DemoOrder> {
  const { seed, now, orders, variants, days = demoHistoryDays } = input;
  const random = createRandom(seed, 1);
  const until = new Date(now.getTime() - quietMs);
  const spare = createSpareStock(variants.length, (variant) => variants.at(variant).available);
  const scatter = stepThrough(variants.length);
  let n = 0;
  for (const placedMs of orderTimes(createRandom(seed, 2), { count: orders, until, hours: days * 24 - 1 })) {
    const placedAt = new Date(placedMs);
    const basket = fillBasket(random, variants.length, scatter);
    const wished = wishedFate(random);
    const canLapse = wished !== 'PAYS' && spare.lend(placedMs, placedMs + holdMs, basket.numbers, basket.quantities);
    yield makeOrder(random, input, { n, placedAt, basket, fate: canLapse ? wished : 'PAYS' });
    n++;
  }
}

interface Basket {
  /** Numbers of the variants, all different. */
  readonly numbers: readonly number[];
  readonly quantities: readonly number[];
}

interface Placement {
  readonly n: number;
  readonly placedAt: Date;
  readonly basket: Basket;
  readonly fate: Fate;
}

function makeOrder(random: Random, input: HistoryInput, { n, placedAt, basket, fate }: Placement): DemoOrder {
  const { seed, now, customers, variants } = input;
  const customer = customers.at(skewed(random, customers.registeredBy(placedAt), 1.5));
  const id = idFor('order', n, { at: placedAt, seed });
  const sold = basket.numbers.map((number) => variants.at(number));
  const lines = sold.map(({ id: variantId, productId, sku, name, priceMinor }, index): DemoOrderLine => ({
    id: idFor('orderLine', n * linesPerOrder + index, { at: placedAt, seed }),
    variantId,
    productId,
    sku,
    name,
    unitPriceMinor: priceMinor,
    quantity: itemAt(basket.quantities, index),
  }));
  const payments = paymentAttempts(random, { n, seed, placedAt, fate });
  const course = orderCourse(random, { n, seed, userId: customer.id, placedAt, fate, payments, now });
  const { settled, ...rest } = course;
  const reserved = movementsOf({ id, n, seed, lines }, 'RESERVE', placedAt);
  return {
    id,
    userId: customer.id,
    placedAt,
    holdExpiresAt: new Date(placedAt.getTime() + holdMs),
    address: customer.address,
    lines,
    totalMinor: lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0),
    currency: itemAt(sold, 0).currency,
    ...rest,
    payments,
    reservation: settled === null ? 'HELD' : settled.kind === 'SALE' ? 'COMMITTED' : 'RELEASED',
    movements:
      settled === null ? reserved : [...reserved, ...movementsOf({ id, n, seed, lines }, settled.kind, settled.at)],
  };
}

function movementsOf(
  order: { readonly id: string; readonly n: number; readonly seed: number; readonly lines: readonly DemoOrderLine[] },
  kind: 'RESERVE' | 'SALE' | 'RELEASE',
  at: Date,
): readonly DemoStockMovement[] {
  const first = order.n * movementsPerOrder + (kind === 'RESERVE' ? 0 : linesPerOrder);
  return order.lines.map(({ variantId, quantity }, index) => ({
    id: idFor('stockMovement', first + index, { at, seed: order.seed }),
    variantId,
    kind,
    onHandDelta: kind === 'SALE' ? -quantity : 0,
    reservedDelta: kind === 'RESERVE' ? quantity : -quantity,
    causeId: order.id,
    at,
  }));
}

function wishedFate(random: Random): Fate {
  const roll = random.float();
  if (roll < 0.05) return 'EXPIRES';
  return roll < 0.1 ? 'CANCELS' : 'PAYS';
}

function fillBasket(random: Random, variants: number, scatter: number): Basket {
  const size = random.pick([1, 1, 1, 1, 2, 2, 2, 3, 3, 4]);
  const quantities = new Map<number, number>();
  for (let line = 0; line < size; line++) {
    const number = (skewed(random, variants, 2.5) * scatter) % variants;
    quantities.set(number, (quantities.get(number) ?? 0) + random.pick([1, 1, 1, 1, 2, 2, 3]));
  }
  return { numbers: [...quantities.keys()], quantities: [...quantities.values()] };
}

/** A number from 0 to `count - 1`, small ones more often: a tenth of them gets `0.1 ** (1 / power)` of the draws. */
function skewed(random: Random, count: number, power: number): number {
  return Math.min(count - 1, Math.floor(count * random.float() ** power));
}

/** A step that visits each of `count` numbers once, so that best sellers are not neighbours on the shelf. */
function stepThrough(count: number): number {
  let step = Math.max(1, Math.floor(count * 0.618));
  while (greatestCommonDivisor(step, count) !== 1) step++;
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
