import { z } from 'zod';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { recordCatalogueChange } from '../db/audit-store.ts';
import { insertProductCategories, lockCategories } from '../db/category-store.ts';
import { findTakenProductSlugs, insertProducts, spanOf } from '../db/product-store.ts';
import type { NameTaken } from '../domain/refusals.ts';
import { freeSlug, slugOf } from '../domain/slug.ts';
import { changeCatalogue } from './change-catalogue.ts';
import type { Deps } from './deps.ts';
import * as rules from './input-rules.ts';
import { indexOfTakenSku, writeVariants } from './write-variants.ts';

const VARIANTS = `A product has 1 to ${rules.MAX_VARIANTS} variants.`;

/** Adds a product with its variants. @returns its id */
export const createProduct = withInput(
  ({ currency }: Deps) =>
    z.object({
      name: rules.name,
      slug: rules.unlessNull(rules.slug),
      description: rules.description,
      image: rules.image.nullish(),
      categoryIds: rules.categoryIds,
      variants: z.array(rules.newVariant(currency)).min(1, VARIANTS).max(rules.MAX_VARIANTS, VARIANTS),
    }),
  async (deps, staffId: string, input): Promise<Result<string, InvalidInput | NameTaken>> => {
    const { name, description, image = null, variants } = input;
    const wanted = input.slug ?? slugOf(name, 'product');
    const id = newId();
    return changeCatalogue(deps, async (tx) => {
      const categoryIds = await lockKnownCategories(tx, input.categoryIds);
      if (!categoryIds.ok) return categoryIds;
      const taken = await findTakenProductSlugs(tx, wanted);
      if (input.slug !== undefined && taken.has(wanted))
        return refuse({ kind: 'nameTaken', what: 'product', field: ['input', 'slug'] });
      const takenSku = await indexOfTakenSku(
        tx,
        variants.map(({ sku }) => sku),
      );
      if (takenSku !== -1)
        return refuse({ kind: 'nameTaken', what: 'variant', field: ['input', 'variants', String(takenSku), 'sku'] });

      const slug = freeSlug(wanted, taken);
      const sortPriceMinor = spanOf(variants.map(({ price }) => price.amount));
      await insertProducts(tx, [
        { id, slug, name, description, image, sortPriceMinor, isArchived: false, createdAt: new Date() },
      ]);
      await insertProductCategories(
        tx,
        categoryIds.value.map((categoryId) => ({ productId: id, categoryId })),
      );
      await writeVariants(tx, { id, firstPosition: 0, staffId }, variants);
      await recordCatalogueChange(tx, staffId, 'ProductCreated', id, { name, slug });
      return ok(id);
    });
  },
);

/** The ids of categories, each once, none of which can be deleted before the transaction ends. */
export async function lockKnownCategories(
  tx: Tx,
  ids: readonly string[],
): Promise<Result<readonly string[], InvalidInput>> {
  const known = await lockCategories(tx, ids);
  const unknown = ids.findIndex((id) => !known.has(id));
  return unknown === -1
    ? ok([...known])
    : refuse(invalidInput('There is no such category.', 'input', 'categoryIds', String(unknown)));
}
