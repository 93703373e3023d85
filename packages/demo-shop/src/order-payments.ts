import { idFor, type Random } from './random.ts';
import type { DemoPaymentAttempt, PaymentMethod, PaymentStatus } from './types.ts';

/** How long a payment attempt stays open. */
const windowMs = 15_000;
/** Most attempts of one order; also what keeps their ids apart. */
const attemptsPerOrder = 8;

const methods: readonly PaymentMethod[] = ['CARD', 'CARD', 'CARD', 'E_WALLET', 'E_WALLET', 'BANK_TRANSFER'];

/** What an order does about its payment. */
export type Fate = 'PAYS' | 'EXPIRES' | 'CANCELS';

export interface OrderToPay {
  /** Number of the order in its history. */
  readonly n: number;
  readonly seed: number;
  readonly placedAt: Date;
  readonly fate: Fate;
}

/**
 * The attempts to pay one order, one after the other, all over within minutes. An order that pays has exactly one
 * captured attempt, its last; any other order has none.
 */
export function paymentAttempts(random: Random, order: OrderToPay): readonly DemoPaymentAttempt[] {
  const failures = order.fate === 'PAYS' ? (random.chance(0.08) ? random.int(1, 2) : 0) : random.int(0, 2);
  const attempts: DemoPaymentAttempt[] = [];
  let startedMs = order.placedAt.getTime() + random.int(4_000, 40_000);
  for (let index = 0; index < failures; index++) {
    const attempt = endedAttempt(
      random,
      order,
      index,
      startedMs,
      endOfFailure(random, order.fate, index === failures - 1),
    );
    attempts.push(attempt);
    startedMs = attempt.endedAt.getTime() + random.int(3_000, 45_000);
  }
  if (order.fate === 'PAYS') attempts.push(endedAttempt(random, order, failures, startedMs, 'CAPTURED'));
  return attempts;
}

function endOfFailure(random: Random, fate: Fate, isLast: boolean): Exclude<PaymentStatus, 'CAPTURED'> {
  if (fate === 'CANCELS' && isLast) return 'CANCELLED';
  return random.pick(['EXPIRED', 'FAILED'] as const);
}

function endedAttempt(
  random: Random,
  { n, seed }: OrderToPay,
  index: number,
  startedMs: number,
  status: PaymentStatus,
): DemoPaymentAttempt {
  const startedAt = new Date(startedMs);
  const expiresAt = new Date(startedMs + windowMs);
  const common = {
    id: idFor('payment', n * attemptsPerOrder + index, { at: startedAt, seed }),
    method: random.pick(methods),
    startedAt,
    expiresAt,
  };
  if (status === 'EXPIRED') return { ...common, status, capturedAt: null, endedAt: expiresAt };
  const endedAt = new Date(startedMs + random.int(1_500, windowMs - 1_000));
  if (status === 'CAPTURED') return { ...common, status, capturedAt: endedAt, endedAt };
  return { ...common, status, capturedAt: null, endedAt };
}
