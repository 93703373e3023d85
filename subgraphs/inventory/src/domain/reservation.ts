/**
 * Where an order's reservation stands; the names are those of the schema. HELD ends in one of the others; what was sold
 * may be released once more, and nothing is held again.
 */
export const RESERVATION_STATES = ['HELD', 'COMMITTED', 'RELEASED'] as const;
export type ReservationState = (typeof RESERVATION_STATES)[number];

/** How a reservation ends. */
export type ReservationEnd = Exclude<ReservationState, 'HELD'>;

/** Units of one variant. */
export type StockLine = { readonly variantId: string; readonly quantity: number };

/** What an order wants held: its lines, merged, and their hash. */
export type HoldRequest = {
  readonly orderId: string;
  readonly lines: readonly StockLine[];
  readonly requestHash: string;
};

export const MAX_LINES = 100;
export const MAX_QUANTITY = 1000;

/**
 * One line a variant, in the order of their ids. Every transaction that touches several counters takes them in this
 * order, so that two of them never wait for each other.
 */
export function mergeLines(lines: readonly StockLine[]): readonly StockLine[] {
  const quantities = new Map<string, number>();
  for (const { variantId, quantity } of lines) quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity);
  return [...quantities]
    .map(([variantId, quantity]) => ({ variantId, quantity }))
    .sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
}
