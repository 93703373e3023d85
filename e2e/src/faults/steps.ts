import { randomUUID } from 'node:crypto';
import type { SubgraphName } from '@storegraph/standalone/services';
import { CRASH_POINTS, type CrashMoment } from '@storegraph/subgraph-kit/crash-points';
import { expect } from 'vitest';
import { eventually } from '../stack/eventually.ts';
import type { Journey, RightEnd } from './journey.ts';
import { resend } from './resend.ts';

/** A step of the shop's state machines, known by the event that its transaction records. */
type Step = {
  /** Takes the step. */
  readonly by: SubgraphName;
  /** Subscribes to its event. */
  readonly heardBy?: SubgraphName;
  /** Time alone takes it, in a shop where little is left. */
  readonly isTimed?: true;
  /** Leads to the step and beyond, sending again what has no answer; returns the order's id. */
  readonly travel: (journey: Journey) => Promise<string>;
  readonly end: RightEnd;
};

const place = async ({ shopper, variantId }: Journey): Promise<string> => {
  const key = randomUUID();
  return (await resend(() => shopper.tryPlaceOrder([{ variantId, quantity: 1 }], key))).order.id;
};

const start = async (journey: Journey): Promise<{ orderId: string; paymentId: string }> => {
  const orderId = await place(journey);
  const key = randomUUID();
  return { orderId, paymentId: (await resend(() => journey.shopper.tryStartPayment(orderId, key))).payment.id };
};

const pay = async (journey: Journey): Promise<string> => {
  const { orderId, paymentId } = await start(journey);
  const key = randomUUID();
  await resend(() => journey.shopper.tryConfirmPayment(paymentId, key));
  return orderId;
};

const confirm = async (journey: Journey): Promise<string> => {
  const orderId = await pay(journey);
  // Staff confirm what they see to be paid.
  await eventually(async () => expect((await journey.admin.order(orderId))?.status).toBe('PAID'), { withinMs: 30_000 });
  const key = randomUUID();
  await resend(() => journey.admin.tryConfirm(orderId, key));
  return orderId;
};

const cancel = async (journey: Journey, orderId: string): Promise<string> => {
  const key = randomUUID();
  await resend(() => journey.shopper.tryCancelOrder(orderId, key));
  return orderId;
};

const unpaid: RightEnd = { status: 'PENDING_PAYMENT', payments: [], stock: 'held', timeline: ['PLACED'] };
const started: RightEnd = { ...unpaid, payments: ['PENDING'], timeline: ['PAYMENT_STARTED', 'PLACED'] };
const paid: RightEnd = {
  status: 'PAID',
  payments: ['CAPTURED'],
  stock: 'held',
  timeline: ['PAID', 'PAYMENT_STARTED', 'PLACED'],
};
const confirmed: RightEnd = { ...paid, status: 'CONFIRMED', stock: 'sold', timeline: ['CONFIRMED', ...paid.timeline] };
const cancelled: RightEnd = { status: 'CANCELLED', payments: [], stock: 'free', timeline: ['CANCELLED', 'PLACED'] };
const refunded: RightEnd = {
  status: 'CANCELLED',
  payments: ['CAPTURED'],
  stock: 'free',
  timeline: ['CANCELLED', 'PAID', 'PAYMENT_STARTED', 'PLACED', 'REFUNDED'],
};
const expired: RightEnd = {
  status: 'EXPIRED',
  payments: ['EXPIRED'],
  stock: 'free',
  timeline: ['EXPIRED', 'PAYMENT_EXPIRED', 'PAYMENT_STARTED', 'PLACED'],
};

/** The steps at which something can break. */
export const steps = {
  StockReserved: { by: 'inventory', travel: place, end: unpaid },
  OrderPlaced: { by: 'order', travel: place, end: unpaid },
  PaymentStarted: {
    by: 'payment',
    heardBy: 'order',
    travel: async (journey) => (await start(journey)).orderId,
    end: started,
  },
  PaymentCaptured: { by: 'payment', heardBy: 'order', travel: pay, end: paid },
  OrderPaid: { by: 'order', travel: pay, end: paid },
  OrderConfirmed: { by: 'order', travel: confirm, end: confirmed },
  StockCommitted: { by: 'inventory', travel: confirm, end: confirmed },
  OrderCancelled: { by: 'order', travel: async (journey) => cancel(journey, await place(journey)), end: cancelled },
  StockReleased: { by: 'inventory', travel: async (journey) => cancel(journey, await place(journey)), end: cancelled },
  PaymentRefunded: {
    by: 'payment',
    heardBy: 'order',
    travel: async (journey) => cancel(journey, await pay(journey)),
    end: refunded,
  },
  PaymentExpired: {
    by: 'payment',
    heardBy: 'order',
    isTimed: true,
    travel: async (journey) => (await start(journey)).orderId,
    end: expired,
  },
  OrderExpired: { by: 'order', isTimed: true, travel: async (journey) => (await start(journey)).orderId, end: expired },
} satisfies Record<string, Step>;

/** A moment at which a process dies, and the journey that leads there. */
export type KillPoint = Step & { readonly moment: CrashMoment; readonly name: string; readonly victim: SubgraphName };

/** Every step at every point. */
export const killPoints: readonly KillPoint[] = Object.entries<Step>(steps).flatMap(([step, rest]) =>
  CRASH_POINTS.map((point) => ({
    ...rest,
    moment: { step, point },
    name: `${step}:${point}`,
    victim: point === 'before-ack' ? (rest.heardBy ?? rest.by) : rest.by,
  })),
);
