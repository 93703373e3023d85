import type { Money } from '@storegraph/subgraph-kit/money';
import type { OrderAddress } from './address.ts';
import type { Debt } from './order.ts';
import type { LinesRefusal } from './order-line.ts';
import type { VariantQuantity } from './quantities.ts';
import type { Actor } from './timeline.ts';

/** Mirrors the SDL enum. */
export const SAGA_WAITS = ['COMMAND', 'PAYMENT', 'STAFF', 'NOTHING'] as const;
/**
 * What moves a saga on: the answer to a command, which is repeated until it comes; the payment or the end of the hold;
 * a person.
 */
export type SagaWait = (typeof SAGA_WAITS)[number];

/**
 * Each state that the making and ending of an order passes through, with what moves it on. `next` is every state that
 * it may move to.
 */
export const SAGA_STATES = {
  RESERVING_STOCK: { waitsFor: 'COMMAND', next: ['OPENING_PAYABLE', 'RELEASING_STOCK', 'REJECTED'] },
  OPENING_PAYABLE: { waitsFor: 'COMMAND', next: ['AWAITING_PAYMENT', 'AWAITING_CONFIRMATION', 'CLOSING_PAYABLE'] },
  AWAITING_PAYMENT: { waitsFor: 'PAYMENT', next: ['AWAITING_CONFIRMATION', 'CLOSING_PAYABLE'] },
  AWAITING_CONFIRMATION: { waitsFor: 'STAFF', next: ['COMMITTING_STOCK', 'RELEASING_PAID_STOCK'] },
  COMMITTING_STOCK: { waitsFor: 'COMMAND', next: ['DONE', 'RELEASING_PAID_STOCK'] },
  CLOSING_PAYABLE: { waitsFor: 'COMMAND', next: ['RELEASING_STOCK', 'AWAITING_CONFIRMATION'] },
  RELEASING_STOCK: { waitsFor: 'COMMAND', next: ['DONE', 'REJECTED'] },
  RELEASING_PAID_STOCK: { waitsFor: 'COMMAND', next: ['REFUNDING'] },
  REFUNDING: { waitsFor: 'COMMAND', next: ['DONE'] },
  // Of a confirmed order, until it is shipped: a refund of the whole takes it back.
  DONE: { waitsFor: 'NOTHING', next: ['RELEASING_PAID_STOCK'] },
  REJECTED: { waitsFor: 'NOTHING', next: [] },
} as const satisfies Record<string, { readonly waitsFor: SagaWait; readonly next: readonly string[] }>;

export type SagaState = keyof typeof SAGA_STATES;
/** From before there is an order until payment has said that it was paid, or that it will not be. */
export const UNPAID_SAGA_STATES: readonly SagaState[] = [
  'RESERVING_STOCK',
  'OPENING_PAYABLE',
  'AWAITING_PAYMENT',
  'CLOSING_PAYABLE',
];

/** The states that may follow `State`. */
export type NextOf<State extends SagaState> = (typeof SAGA_STATES)[State]['next'][number];

/** What was asked for when the order was placed. */
export type OrderRequest = {
  readonly userId: string;
  readonly lines: readonly VariantQuantity[];
  readonly shippingAddress: OrderAddress;
  readonly note: string | null;
  /** Owner of the cart that was ordered, to be emptied of it; null when the lines were given. */
  readonly cartOwnerId: string | null;
  /** Guests hold for less, until they begin to pay. */
  readonly isGuest: boolean;
  /** What it must cost, in minor units; null when any total will do. */
  readonly expectedTotal: number | null;
};

/** Why no order came of a request. Nothing is held for it. */
export type PlacementRefusal =
  | { readonly kind: 'outOfStock'; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'unknownVariants'; readonly variantIds: readonly string[] }
  | { readonly kind: 'totalChanged'; readonly total: Money; readonly lines: readonly PricedLine[] }
  | LinesRefusal;

/** A line, and what one unit of it costs. */
export type PricedLine = VariantQuantity & { readonly unitPrice: Money };

/** A line that is short. */
export type Shortage = { readonly variantId: string; readonly requested: number; readonly available: number };

/** How an unpaid order is to end once nothing can be paid for it any more. */
export type IntendedEnd = {
  readonly transition: 'cancel' | 'expire';
  readonly actor: Actor;
  readonly reason: string | null;
};

/** The making and ending of one order. It exists before its order does, and carries its id. */
export type Saga = {
  readonly orderId: string;
  readonly request: OrderRequest;
  readonly refusal: PlacementRefusal | null;
  /** What its order owes; null while there is none. */
  readonly debt: Debt | null;
  /** Whether the order's stock has been held long enough, by the database's clock. It never becomes false again. */
  readonly isHoldOver: boolean;
  /** Tries of the present step that failed. */
  readonly attempts: number;
} & (
  | { readonly state: 'CLOSING_PAYABLE'; readonly intendedEnd: IntendedEnd }
  | { readonly state: Exclude<SagaState, 'CLOSING_PAYABLE'> }
);

/** How a saga gets on, as staff see it. */
export type SagaProgress = {
  readonly orderId: string;
  readonly state: SagaState;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly nextRunAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Whether it is to be run now, by the database's clock. */
  readonly isDue: boolean;
  /** Whether it needs a look: due for a minute, or with tries that failed. */
  readonly isOverdue: boolean;
};

/** Whether running a saga now can move it, rather than a person or the payment. */
export const canRetry = ({ state, isDue }: Pick<SagaProgress, 'state' | 'isDue'>): boolean =>
  isDue || SAGA_STATES[state].waitsFor === 'COMMAND';

/** From this many failed tries of one step on, each is logged as an error: an operator should look. */
export const ALARMING_ATTEMPTS = 5;
