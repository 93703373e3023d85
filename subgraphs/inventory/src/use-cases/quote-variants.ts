import type { Db } from '@storegraph/subgraph-kit/database/database';
import { findStockedVariants } from '../db/variant-store.ts';
import { quoteName, type VariantQuote } from '../domain/product.ts';
import { availableOf, type StockLevel } from '../domain/stock.ts';

/** A quote with the counters behind it. */
export type StockedQuote = { readonly quote: VariantQuote; readonly level: StockLevel };

/**
 * Prices and counters of variants on sale, by variant id. Unknown and archived ones are left out, and those in another
 * currency than the shop's, so that no order can be in it.
 */
export async function quoteVariants(
  db: Db,
  ids: readonly string[],
  currency: string,
): Promise<ReadonlyMap<string, StockedQuote>> {
  if (ids.length === 0) return new Map();
  const quotes = new Map<string, StockedQuote>();
  for (const { variant, level } of await findStockedVariants(db, ids)) {
    if (!variant.isOnSale || variant.price.currency !== currency) continue;
    const { id: variantId, productId, sku, price: unitPrice } = variant;
    quotes.set(variantId, {
      quote: { variantId, productId, sku, name: quoteName(variant), unitPrice, available: availableOf(level) },
      level,
    });
  }
  return quotes;
}
