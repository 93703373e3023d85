import { demoSignIns } from './people.ts';
import { idFor, type Random } from './random.ts';
import type { DemoActor, DemoFulfillment, DemoOrder, DemoPaymentAttempt, DemoTimelineEntry } from './types.ts';
import type { OrderToPay } from './order-payments.ts';

/** How long an unpaid order holds its stock. */
export const holdMs = 15 * 60_000;

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Most steps of one order; also what keeps their ids apart. */
const stepsPerOrder = 8;
const carriers = ['DHL', 'UPS', 'FedEx', 'DPD'];
const reasons = ['Ordered by mistake', 'Found it elsewhere', 'Wrong size or colour', 'Changed my mind'];

/** What became of an order until now. */
export interface OrderCourse extends Pick<
  DemoOrder,
  'status' | 'fulfillmentStatus' | 'timeline' | 'fulfillment' | 'cancellationReason'
> {
  /** When the hold on the stock ended, and how; null while it lasts. */
  readonly settled: { readonly kind: 'SALE' | 'RELEASE'; readonly at: Date } | null;
}

interface OrderToFollow extends OrderToPay {
  readonly userId: string;
  readonly payments: readonly DemoPaymentAttempt[];
  readonly now: Date;
}

type Step = Omit<DemoTimelineEntry, 'id'>;

/**
 * Follows one order from placement until `now`: an unpaid one expires with its hold or is cancelled before; a paid one
 * is confirmed within three days, shipped within two more and delivered within a week, as far as `now` lets it.
 */
export function orderCourse(random: Random, order: OrderToFollow): OrderCourse {
  const { steps, cancellationReason } = order.fate === 'PAYS' ? paidSteps(random, order) : unpaidSteps(random, order);
  const placed: Step = { ...open, at: order.placedAt, actor: { kind: 'CUSTOMER', userId: order.userId } };
  const taken = [placed, ...steps.filter((step) => step.at <= order.now)];
  const last = taken.at(-1) ?? placed;
  return {
    status: last.status,
    fulfillmentStatus: last.fulfillmentStatus,
    timeline: taken.map((step, index) => ({
      id: idFor('timelineEntry', order.n * stepsPerOrder + index, { at: step.at, seed: order.seed }),
      ...step,
    })),
    fulfillment: fulfillmentOf(random, taken),
    cancellationReason,
    settled: settlementOf(taken),
  };
}

const open = { status: 'PENDING_PAYMENT', fulfillmentStatus: 'UNFULFILLED' } as const;
const system: DemoActor = { kind: 'SYSTEM' };
const staff: DemoActor = { kind: 'STAFF', userId: demoSignIns.staff.id };

type Plan = { readonly steps: readonly Step[]; readonly cancellationReason: string | null };

function paidSteps(random: Random, { placedAt, payments }: OrderToFollow): Plan {
  const paidAt = payments.at(-1)?.endedAt ?? placedAt;
  const confirmedAt = later(paidAt, random.int(hourMs, 72 * hourMs));
  const shippedAt = later(confirmedAt, random.int(3 * hourMs, 48 * hourMs));
  const deliveredAt = later(shippedAt, random.int(20 * hourMs, 7 * 24 * hourMs));
  return {
    steps: [
      { status: 'PAID', fulfillmentStatus: 'UNFULFILLED', at: paidAt, actor: system },
      { status: 'CONFIRMED', fulfillmentStatus: 'UNFULFILLED', at: confirmedAt, actor: staff },
      { status: 'CONFIRMED', fulfillmentStatus: 'SHIPPED', at: shippedAt, actor: staff },
      { status: 'COMPLETED', fulfillmentStatus: 'DELIVERED', at: deliveredAt, actor: staff },
    ],
    cancellationReason: null,
  };
}

function unpaidSteps(random: Random, { fate, placedAt, payments, userId }: OrderToFollow): Plan {
  if (fate === 'EXPIRES') {
    return {
      steps: [{ ...open, status: 'EXPIRED', at: later(placedAt, holdMs), actor: system }],
      cancellationReason: null,
    };
  }
  const from = payments.at(-1)?.endedAt ?? placedAt;
  const at = later(from, random.int(0, 8 * minuteMs));
  return {
    steps: [{ ...open, status: 'CANCELLED', at, actor: { kind: 'CUSTOMER', userId } }],
    cancellationReason: random.pick(reasons),
  };
}

function fulfillmentOf(random: Random, steps: readonly Step[]): DemoFulfillment | null {
  const shipped = steps.find((step) => step.fulfillmentStatus === 'SHIPPED');
  if (shipped === undefined) return null;
  const delivered = steps.find((step) => step.fulfillmentStatus === 'DELIVERED');
  return {
    carrier: random.pick(carriers),
    trackingNumber: `SG${random.int(100_000_000, 999_999_999)}`,
    shippedAt: shipped.at,
    deliveredAt: delivered?.at ?? null,
  };
}

function settlementOf(steps: readonly Step[]): OrderCourse['settled'] {
  for (const { status, at } of steps) {
    if (status === 'CONFIRMED') return { kind: 'SALE', at };
    if (status === 'EXPIRED' || status === 'CANCELLED') return { kind: 'RELEASE', at };
  }
  return null;
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
