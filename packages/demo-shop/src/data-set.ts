import { demoProducts, soldVariants } from './catalogue.ts';
import { demoHistoryDays, orderHistory } from './history.ts';
import { generateCatalogue, generatedVariants } from './large-catalogue.ts';
import { customersOf, type Customers } from './people.ts';
import { pricesIn } from './prices.ts';
import { demoEpoch } from './random.ts';
import { joinSeries, mapSeries, type Series } from './series.ts';
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
   * End of the order history: today for a shop to look at, a fixed day for one whose data are compared.
   * Ids of orders contain their time.
   */
  readonly now: Date;
  /** ISO 4217: what everything is priced and paid in. */
  readonly currency: string;
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

/**
 * Describes a data set; nothing is made before it is asked for.
 *
 * @throws RangeError when the demo has no prices in the currency
 */
export function dataSet({ now, currency, seed, generatedProducts, ...count }: DataSetInput): DataSet {
  const priceIn = pricesIn(currency);
  const priced = <Priced extends { readonly priceMinor: number; readonly currency: string }>(item: Priced): Priced => ({
    ...item,
    priceMinor: priceIn(item.priceMinor),
    currency,
  });
  const pricedProduct = (product: DemoProduct): DemoProduct => ({ ...product, variants: product.variants.map(priced) });
  const customers = customersOf({ seed, count: count.customers, now, days: demoHistoryDays });
  const large = { seed, products: generatedProducts };
  const variants = mapSeries(joinSeries(soldVariants(demoProducts), generatedVariants(large)), priced);
  return {
    customers,
    variants,
    products: function* () {
      for (const product of demoProducts) yield pricedProduct(product);
      for (const product of generateCatalogue(large)) yield pricedProduct(product);
    },
    orders: () => orderHistory({ seed, now, orders: count.orders, customers, variants }),
    openStockBook: () => createStockBook(variants, seed),
    openedAt: demoEpoch,
  };
}
