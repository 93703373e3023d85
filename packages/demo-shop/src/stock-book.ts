import { idFor } from './random.ts';
import type { Series } from './series.ts';
import type { DemoOrder, DemoStockMovement, SoldVariant } from './types.ts';

/** The stock of one variant at the end of a history. */
export interface DemoStockLevel {
  readonly variantId: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** Adds up what a history does to the stock: two counters per variant, for any number of orders. */
export interface StockBook {
  /** Counts an order. Throws a RangeError when it sells a variant that is not in the book. */
  readonly record: (order: DemoOrder) => void;
  /** Where each variant stands now: `onHand` is what is available plus what is reserved. */
  readonly levels: () => Generator<DemoStockLevel>;
  /**
   * The deliveries that filled the shelves before the first order: final `onHand` plus everything sold, so that
   * receipts and the orders' movements add up to the levels. Variants that never had stock have none.
   */
  readonly openingReceipts: (at: Date) => Generator<DemoStockMovement>;
}

/** Opens an empty book for the variants of a history. `seed` is the history's. */
export function createStockBook(variants: Series<SoldVariant>, seed: number): StockBook {
  const sold = new Int32Array(variants.length);
  const held = new Int32Array(variants.length);
  const numberOf = new Map<string, number>();
  for (let number = 0; number < variants.length; number++) numberOf.set(variants.at(number).id, number);

  return {
    record: ({ reservation, lines }) => {
      if (reservation === 'RELEASED') return;
      const counter = reservation === 'HELD' ? held : sold;
      for (const { variantId, quantity } of lines) {
        const number = numberOf.get(variantId);
        if (number === undefined) throw new RangeError(`variant ${variantId} is not in the stock book`);
        counter[number] = itemAt32(counter, number) + quantity;
      }
    },
    levels: function* () {
      for (let number = 0; number < variants.length; number++) {
        const { id, available } = variants.at(number);
        const reserved = itemAt32(held, number);
        yield { variantId: id, onHand: available + reserved, reserved };
      }
    },
    openingReceipts: function* (at) {
      for (let number = 0; number < variants.length; number++) {
        const variant = variants.at(number);
        const quantity = variant.available + itemAt32(held, number) + itemAt32(sold, number);
        if (quantity === 0) continue;
        // Counted down from the top, where no order's movement reaches.
        const id = idFor('stockMovement', 0xffffffff - number, { at, seed });
        yield { id, variantId: variant.id, kind: 'RECEIPT', onHandDelta: quantity, reservedDelta: 0, causeId: id, at };
      }
    },
  };
}

function itemAt32(counters: Int32Array, number: number): number {
  return counters[number] ?? 0;
}
