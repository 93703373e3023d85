import type { OrderAddress } from './address.ts';
import type { VariantQuantity } from './quantities.ts';
import type { Actor } from './timeline.ts';

/**
 * Each state that the making and ending of an order passes through, with what moves it on: a command to another subgraph, which is repeated
 * until it is answered, or something to wait for. `next` is every state that it may move to.
 */
export const SAGA_STATES = {
  RESERVING_STOCK: { moves: 'command', next: ['OPENING_PAYABLE', 'RELEASING_STOCK', 'REJECTED'] },
  OPENING_PAYABLE: { moves: 'command', next: ['AWAITING_PAYMENT', 'AWAITING_CONFIRMATION', 'CLOSING_PAYABLE'] },
  AWAITING_PAYMENT: { moves: 'payment or the end of the hold', next: ['AWAITING_CONFIRMATION', 'CLOSING_PAYABLE'] },
  AWAITING_CONFIRMATION: { moves: 'staff', next: ['COMMITTING_STOCK', 'RELEASING_PAID_STOCK'] },
  COMMITTING_STOCK: { moves: 'command', next: ['DONE'] },
  CLOSING_PAYABLE: { moves: 'command', next: ['RELEASING_STOCK', 'AWAITING_CONFIRMATION'] },
  RELEASING_STOCK: { moves: 'command', next: ['DONE', 'REJECTED'] },
  RELEASING_PAID_STOCK: { moves: 'command', next: ['REFUNDING'] },
  REFUNDING: { moves: 'command', next: ['DONE'] },
  DONE: { moves: 'nothing', next: [] },
  REJECTED: { moves: 'nothing', next: [] },
} as const satisfies Record<string, { readonly moves: string; readonly next: readonly string[] }>;

export type SagaState = keyof typeof SAGA_STATES;
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
};

/** Why no order came of a request. Nothing is held for it. */
export type PlacementRefusal =
  | { readonly kind: 'outOfStock'; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'unknownVariants'; readonly variantIds: readonly string[] }
  | { readonly kind: 'totalOutOfBounds' };

/** A line that is short. */
export type Shortage = { readonly variantId: string; readonly requested: number; readonly available: number };

/** How an unpaid order is to end once nothing can be paid for it any more. */
export type IntendedEnd = { readonly transition: 'cancel' | 'expire'; readonly actor: Actor; readonly reason: string | null };

/** The making and ending of one order. It exists before its order does, and carries its id. */
export type Saga = {
  readonly orderId: string;
  readonly request: OrderRequest;
  readonly refusal: PlacementRefusal | null;
  /** Whether the order's stock has been held long enough, by the database's clock. It never becomes false again. */
  readonly isHoldOver: boolean;
} & (
  | { readonly state: 'CLOSING_PAYABLE'; readonly intendedEnd: IntendedEnd }
  | { readonly state: Exclude<SagaState, 'CLOSING_PAYABLE'> }
);
