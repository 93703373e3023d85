/** Counters of a variant. */
export type StockLevel = { readonly variantId: string; readonly onHand: number; readonly reserved: number };

/** Why stock changed; the names are those of the schema. */
export const MOVEMENT_KINDS = ['RECEIPT', 'ADJUSTMENT', 'RESERVE', 'RELEASE', 'SALE', 'RESTOCK'] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** A user of the user subgraph, known here by id only. */
export type Actor = { readonly id: string };

/** A row of the ledger. What caused it is an order, or the movement itself. */
export type StockMovement = {
  readonly id: string;
  readonly variantId: string;
  readonly kind: MovementKind;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly reason: string | null;
  readonly orderId: string | null;
  readonly actor: Actor | null;
  readonly createdAt: Date;
};

/** The most that a shelf may hold; leaves a factor of two to the column's end. */
export const MAX_ON_HAND = 1_000_000_000;

export const availableOf = ({ onHand, reserved }: StockLevel): number => onHand - reserved;

/** True when `before` was above the threshold and `after` no longer is: the moment to warn, once. */
export const becameLow = (before: number, after: number, threshold: number): boolean =>
  before > threshold && after <= threshold;
