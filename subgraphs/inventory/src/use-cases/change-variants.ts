import { z } from 'zod';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { id } from '@storegraph/subgraph-kit/input/id';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { recordCatalogueChange } from '../db/audit-store.ts';
import { lockProduct, refreshSortPrices } from '../db/product-store.ts';
import { markStockArchived } from '../db/stock-store.ts';
import { countVariantsOfProduct, findVariants, updateVariant as writeVariant } from '../db/variant-store.ts';
import type { Variant } from '../domain/product.ts';
import { productNotFound, variantNotFound, type NameTaken, type NotFound } from '../domain/refusals.ts';
import { changeCatalogue } from './change-catalogue.ts';
import type { Deps } from './deps.ts';
import * as rules from './input-rules.ts';
import { indexOfTakenSku, writeVariants } from './write-variants.ts';

/** Adds a variant to a product. @returns its id */
export const addVariant = withInput(
  ({ currency }: Deps) => z.object({ productId: id, variant: rules.newVariant(currency) }),
  async (
    deps,
    staffId: string,
    { productId, variant },
  ): Promise<Result<string, InvalidInput | NotFound | NameTaken>> => {
    return changeCatalogue(deps, async (tx) => {
      if ((await lockProduct(tx, productId)) === null) return refuse(productNotFound);
      const firstPosition = await countVariantsOfProduct(tx, productId);
      if (firstPosition >= rules.MAX_VARIANTS)
        return refuse(invalidInput(`A product has at most ${rules.MAX_VARIANTS} variants.`, 'input', 'variant'));
      if ((await indexOfTakenSku(tx, [variant.sku])) !== -1)
        return refuse({ kind: 'nameTaken', what: 'variant', field: ['input', 'variant', 'sku'] });

      const [added = ''] = await writeVariants(tx, { id: productId, firstPosition, staffId }, [variant]);
      await refreshSortPrices(tx, productId);
      await recordCatalogueChange(tx, staffId, 'VariantAdded', added, { productId, sku: variant.sku });
      return ok(added);
    });
  },
);

/** Changes a variant; what is left out stays as it is. @returns its id */
export const updateVariant = withInput(
  ({ currency }: Deps) =>
    z.object({
      variantId: id,
      sku: rules.unlessNull(rules.sku),
      options: rules.unlessNull(rules.options),
      price: rules.unlessNull(rules.price(currency)),
    }),
  async (deps, staffId: string, { variantId, ...changes }): Promise<Result<string, NotFound | NameTaken>> => {
    return changeCatalogue(deps, async (tx) => {
      const variant = await lockVariant(tx, variantId);
      if (variant === null) return refuse(variantNotFound);
      const { sku = variant.sku, options = variant.options, price = variant.price } = changes;
      const isOwn = sku.toLowerCase() === variant.sku.toLowerCase();
      if (!isOwn && (await indexOfTakenSku(tx, [sku])) !== -1)
        return refuse({ kind: 'nameTaken', what: 'variant', field: ['input', 'sku'] });

      await writeVariant(tx, variantId, { sku, options, price });
      await refreshSortPrices(tx, variant.productId);
      await recordCatalogueChange(tx, staffId, 'VariantUpdated', variantId, changes);
      return ok(variantId);
    });
  },
);

/** Takes a variant off sale, or puts it back. @returns its id */
export const archiveVariant = (
  deps: Deps,
  staffId: string,
  { variantId, archived }: { readonly variantId: string; readonly archived: boolean },
): Promise<Result<string, NotFound>> =>
  changeCatalogue(deps, async (tx) => {
    const variant = await lockVariant(tx, idOrNil(variantId));
    if (variant === null) return refuse(variantNotFound);
    await writeVariant(tx, variant.id, { isArchived: archived });
    await markStockArchived(tx, variant.id, archived);
    await refreshSortPrices(tx, variant.productId);
    await recordCatalogueChange(tx, staffId, archived ? 'VariantArchived' : 'VariantRestored', variant.id, {
      isArchived: archived,
    });
    return ok(variant.id);
  });

/** The variant, with its product locked: changes of a product's variants come one after the other. */
async function lockVariant(tx: Tx, variantId: string): Promise<Variant | null> {
  const [seen] = await findVariants(tx, [variantId]);
  if (seen === undefined) return null;
  // A variant never moves to another product, so this is still its product once it is locked.
  await lockProduct(tx, seen.productId);
  const [variant] = await findVariants(tx, [variantId]);
  return variant ?? null;
}
