import type { Db } from '@storegraph/subgraph-kit/database/database';
import { StartError } from '@storegraph/subgraph-kit/service/run-service';
import { countVariantsInOtherCurrencies } from '../db/variant-store.ts';

/**
 * A shop has one currency: prices of another would be summed and sorted with its own as if they were alike.
 * @throws StartError when there are such prices, archived variants' among them
 */
export async function assertCurrency(db: Db, currency: string): Promise<void> {
  const others = await countVariantsInOtherCurrencies(db, currency);
  if (others.length === 0) return;
  const found = others.map((other) => `${variants(other.count)} priced in ${other.currency}`).join(', and ');
  throw new StartError(
    `SHOP_CURRENCY is ${currency}, but the database holds ${found}. ` +
      `Set SHOP_CURRENCY to the currency of the prices, or give the shop an empty database: prices are not converted.`,
  );
}

const variants = (count: number): string => (count === 1 ? '1 variant' : `${count} variants`);
