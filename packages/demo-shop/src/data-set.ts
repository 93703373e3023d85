import { demoProducts, soldVariants } from './catalogue.ts';
import { demoHistoryDays, orderHistory } from './history.ts';
import { generateCatalogue, generatedVariants } from './large-catalogue.ts';
import { customersOf, type Customers } from './people.ts';
import { demoEpoch } from './random.ts';
import { joinSeries, type Series } from './series.ts';
import { createStockBook, type StockBook } from './stock-book.ts';
import type { DemoOrder, DemoProduct, SoldVariant } from './types.ts';

/** How much to make. */
export interface DataSetSize {
  readonly seed: number;
  /** Products of the generated catalogue, on top of the written one. */
  readonly generatedProducts: number;
  readonly customers: number;
  readonly orders: number;
}

/** What a data set follows from. Equal inputs give equal data, in every database. */
export interface DataSetInput extends DataSetSize {
  /**
   * End of the order history: today for a shop that somebody looks at, a fixed day for one whose data are compared.
   * Ids of orders contain their time.
   */
  readonly now: Date;
}

/** The demo shop as a first start shows it. */
export const demoSize: DataSetSize = { seed: 2026, generatedProducts: 0, customers: 120, orders: 400 };

/** Everything the four seeds write; streams start anew at each call. */
export interface DataSet {
  readonly customers: Customers;
  readonly products: () => Generator<DemoProduct>;
  readonly variants: Series<SoldVariant>;
  readonly orders: () => Generator<DemoOrder>;
  /** An empty book; record all orders, then ask it for levels and for receipts at `openedAt`. */
  readonly openStockBook: () => StockBook;
  /** When the shelves were first filled: before every order. */
  readonly openedAt: Date;
}

/** Describes a data set; nothing is made before it is asked for. */
export function dataSet({ now, seed, generatedProducts, ...count }: DataSetInput): DataSet {
  const customers = customersOf({ seed, count: count.customers, now, days: demoHistoryDays });
  const large = { seed, products: generatedProducts };
  const variants = joinSeries(soldVariants(demoProducts), generatedVariants(large));
  return {
    customers,
    variants,
    products: function* () {
      yield* demoProducts;
      yield* generateCatalogue(large);
    },
    orders: () => orderHistory({ seed, now, orders: count.orders, customers, variants }),
    openStockBook: () => createStockBook(variants, seed),
    openedAt: demoEpoch,
  };
}
