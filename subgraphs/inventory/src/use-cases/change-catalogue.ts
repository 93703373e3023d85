import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import type { Result } from '@storegraph/subgraph-kit/result';
import type { Deps } from './deps.ts';

const UNIQUE_NAMES: ReadonlySet<string | null> = new Set(['category_slug', 'product_slug', 'product_variant_sku']);
const TRIES = 5;

/**
 * Changes the catalogue in one transaction.
 * @param change - decides before it writes, since a refusal commits as well. It looks itself whether slugs and SKUs are
 * taken; when another request takes one between its look and its write, it runs again, and the second look finds it.
 */
export async function changeCatalogue<Answer extends Result<unknown, unknown>>(
  deps: Deps,
  change: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await deps.database.transaction(change);
    } catch (error) {
      if (tries === TRIES || !UNIQUE_NAMES.has(duplicateKeyOf(error))) throw error;
    }
  }
}
