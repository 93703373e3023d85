import type { OrderStatus, PaymentMethod, PaymentStatus } from '../graphql/__generated__/graphql.ts';
import { remainingMs } from '../lib/server-clock.ts';

type Attempt = {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly method: PaymentMethod;
  readonly startedAt: string;
  readonly expiresAt: string;
};

export type PayableOrder<Payment extends Attempt = Attempt> = {
  readonly status: OrderStatus;
  readonly holdExpiresAt: string;
  readonly payment?: Payment | null;
};

/** What the payment page shows. */
export type PaymentStage<Payment extends Attempt = Attempt> =
  | { readonly kind: 'choose-method' }
  | { readonly kind: 'pay'; readonly payment: Payment; readonly leftMs: number }
  | { readonly kind: 'processing' }
  | { readonly kind: 'window-closed'; readonly payment: Payment }
  | { readonly kind: 'declined'; readonly payment: Payment }
  | { readonly kind: 'paid' }
  | { readonly kind: 'order-over' };

const attemptStage = <Payment extends Attempt>(payment: Payment, nowMs: number): PaymentStage<Payment> => {
  switch (payment.status) {
    case 'PENDING': {
      const leftMs = remainingMs(payment.expiresAt, nowMs);
      return leftMs > 0 ? { kind: 'pay', payment, leftMs } : { kind: 'window-closed', payment };
    }
    case 'AUTHORIZED':
      return { kind: 'processing' };
    case 'CAPTURED':
      return { kind: 'paid' };
    case 'EXPIRED':
      return { kind: 'window-closed', payment };
    case 'FAILED':
      return { kind: 'declined', payment };
    case 'CANCELLED':
      return { kind: 'choose-method' };
  }
};

/** The page follows the shop's clock: a window closes on screen at the moment it closes in the shop. */
export const paymentStage = <Payment extends Attempt>(
  order: PayableOrder<Payment>,
  nowMs: number,
): PaymentStage<Payment> => {
  switch (order.status) {
    case 'PAID':
    case 'CONFIRMED':
    case 'COMPLETED':
      return { kind: 'paid' };
    case 'CANCELLED':
    case 'EXPIRED':
      return { kind: 'order-over' };
    case 'PENDING_PAYMENT': {
      const stage: PaymentStage<Payment> = order.payment
        ? attemptStage(order.payment, nowMs)
        : { kind: 'choose-method' };
      const isMoneyComing = stage.kind === 'paid' || stage.kind === 'processing' || stage.kind === 'pay';
      return isMoneyComing || remainingMs(order.holdExpiresAt, nowMs) > 0 ? stage : { kind: 'order-over' };
    }
  }
};
