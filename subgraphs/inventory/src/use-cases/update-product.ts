import { z } from 'zod';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { id } from '@storegraph/subgraph-kit/input/id';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { recordCatalogueChange } from '../db/audit-store.ts';
import { clearProductCategories, insertProductCategories } from '../db/category-store.ts';
import { findTakenProductSlugs, lockProduct, updateProduct as writeProduct } from '../db/product-store.ts';
import { productNotFound, type NameTaken, type NotFound } from '../domain/refusals.ts';
import { changeCatalogue } from './change-catalogue.ts';
import { lockKnownCategories } from './create-product.ts';
import type { Deps } from './deps.ts';
import * as rules from './input-rules.ts';

/** Changes a product; what is left out stays as it is. @returns its id */
export const updateProduct = withInput(
  z.object({
    productId: id,
    name: rules.unlessNull(rules.name),
    slug: rules.unlessNull(rules.slug),
    description: rules.unlessNull(rules.description),
    image: rules.image.nullish(),
    categoryIds: rules.unlessNull(rules.categoryIds),
  }),
  async (
    deps: Deps,
    staffId: string,
    { productId, ...changes },
  ): Promise<Result<string, InvalidInput | NotFound | NameTaken>> => {
    return changeCatalogue(deps, async (tx) => {
      // Categories before products: all that lock both lock them in this order.
      const categoryIds = changes.categoryIds && (await lockKnownCategories(tx, changes.categoryIds));
      if (categoryIds?.ok === false) return categoryIds;
      const product = await lockProduct(tx, productId);
      if (product === null) return refuse(productNotFound);
      const {
        name = product.name,
        slug = product.slug,
        description = product.description,
        image = product.image,
      } = changes;
      if (slug !== product.slug && (await findTakenProductSlugs(tx, slug)).has(slug))
        return refuse({ kind: 'nameTaken', what: 'product', field: ['input', 'slug'] });

      await writeProduct(tx, { ...product, name, slug, description, image });
      if (categoryIds !== undefined) {
        await clearProductCategories(tx, productId);
        await insertProductCategories(
          tx,
          categoryIds.value.map((categoryId) => ({ productId, categoryId })),
        );
      }
      await recordCatalogueChange(tx, staffId, 'ProductUpdated', productId, changes);
      return ok(productId);
    });
  },
);

/** Takes a product off sale, or puts it back. @returns its id */
export const archiveProduct = (
  deps: Deps,
  staffId: string,
  { productId, archived }: { readonly productId: string; readonly archived: boolean },
): Promise<Result<string, NotFound>> =>
  changeCatalogue(deps, async (tx) => {
    const product = await lockProduct(tx, idOrNil(productId));
    if (product === null) return refuse(productNotFound);
    await writeProduct(tx, { ...product, isArchived: archived });
    await recordCatalogueChange(tx, staffId, archived ? 'ProductArchived' : 'ProductRestored', product.id, {
      isArchived: archived,
    });
    return ok(product.id);
  });
