import type { Result } from '@storegraph/subgraph-kit/result';
import type { Order } from './order.ts';
import type { PlacementRefusal, SagaProgress } from './saga.ts';
import type { LimitBroken } from './shopper-limits.ts';

export type NotFound = {
  readonly kind: 'notFound';
  readonly what: 'order' | 'lookedUp' | 'variant' | 'cartLine' | 'deadLetter';
  readonly field: readonly string[];
};
export type WrongStatus = { readonly kind: 'wrongStatus'; readonly order: Order };
/** There is no command to send for it now. */
export type SagaAtRest = { readonly kind: 'sagaAtRest'; readonly saga: SagaProgress };
/** The event had no effect, again. */
export type ReplayFailed = { readonly kind: 'replayFailed'; readonly error: string };
/** `retryAfterSeconds` until the same request may be sent again. */
export type Unavailable = { readonly kind: 'unavailable'; readonly retryAfterSeconds: number };

/** A placement that inventory or the shop's rules refused. `field` is the line at fault, when the lines were given. */
export type PlacementRefused = {
  readonly kind: 'placementRefused';
  readonly refusal: PlacementRefusal;
  readonly field: readonly string[] | null;
};

/** One order more would break a limit. `field` is the line at fault, when the lines were given. */
export type OverLimit = {
  readonly kind: 'overLimit';
  readonly broken: LimitBroken;
  readonly field: readonly string[] | null;
};

/** Answers of a use case about one order. */
export type OrderResult<Refusal = never> = Result<Order, WrongStatus | NotFound | Refusal>;

export const unavailable: Unavailable = { kind: 'unavailable', retryAfterSeconds: 2 };
export const orderNotFound: NotFound = { kind: 'notFound', what: 'order', field: ['input', 'orderId'] };
