import type { PaymentStatus } from './payment.ts';

type StepRule = {
  readonly from: readonly PaymentStatus[];
  readonly to: PaymentStatus;
  /** Whether it can happen before the attempt's `expiresAt` or from that moment on. */
  readonly window: 'OPEN' | 'OVER';
};

/**
 * What can become of an attempt. The guards of the database are made from this table, so there is no other rule:
 * no moment lies on both sides of the window, hence no attempt is both captured and expired.
 */
export const PAYMENT_STEPS = {
  capture: { from: ['PENDING'], to: 'CAPTURED', window: 'OPEN' },
  fail: { from: ['PENDING'], to: 'FAILED', window: 'OPEN' },
  cancel: { from: ['PENDING'], to: 'CANCELLED', window: 'OPEN' },
  expire: { from: ['PENDING'], to: 'EXPIRED', window: 'OVER' },
} as const satisfies Record<string, StepRule>;

export type PaymentStep = keyof typeof PAYMENT_STEPS;

/**
 * States in which the buyer is still expected to pay. An order has at most one such attempt. AUTHORIZED is reserved for
 * providers in two steps; nothing writes it yet.
 */
export const IN_PROGRESS_STATUSES = ['PENDING', 'AUTHORIZED'] as const satisfies readonly PaymentStatus[];

/** `now` is the database's clock: those of several app servers differ by more than a window's end allows. */
export const isWindowOver = (expiresAt: Date, now: Date): boolean => expiresAt.getTime() <= now.getTime();

/**
 * The status to show for a stored one: an attempt has expired when its time is up, whether or not the sweeper has been
 * there.
 */
export const statusAt = (stored: PaymentStatus, expiresAt: Date, now: Date): PaymentStatus =>
  stored === 'PENDING' && isWindowOver(expiresAt, now) ? 'EXPIRED' : stored;
