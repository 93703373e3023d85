import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { parseId } from '@storegraph/subgraph-kit/id';
import { recordCatalogueChange } from '../db/audit-store.ts';
import { clearProductCategories, insertProductCategories } from '../db/category-store.ts';
import { lockProduct, updateProduct as writeProduct } from '../db/product-store.ts';
import type { Image, Product } from '../domain/product.ts';
import { checkDescription, checkImage, checkName, checkSlug, Refused, refusing } from './catalogue-input.ts';
import { knownCategories } from './create-product.ts';
import type { Deps } from './deps.ts';

/** What is left out stays as it is. */
type Changes = {
  readonly name?: string;
  readonly slug?: string;
  readonly description?: string;
  readonly image?: Image | null;
  readonly categoryIds?: readonly string[];
};

/** Changes a product. @returns its id */
export const updateProduct = (deps: Deps, staffId: string, productId: string, input: Changes) =>
  refusing(() => {
    const { categoryIds, ...rest } = input;
    const changes = {
      ...(rest.name !== undefined && { name: checkName(rest.name, ['name']) }),
      ...(rest.slug !== undefined && { slug: checkSlug(rest.slug, ['slug']) }),
      ...(rest.description !== undefined && { description: checkDescription(rest.description, ['description']) }),
      ...(rest.image !== undefined && { image: checkImage(rest.image, ['image']) }),
    };
    return changeProduct(deps, staffId, productId, 'ProductUpdated', changes, categoryIds);
  });

/** Takes a product off sale, or puts it back. @returns its id */
export const archiveProduct = (deps: Deps, staffId: string, productId: string, isArchived: boolean) =>
  refusing(() =>
    changeProduct(deps, staffId, productId, isArchived ? 'ProductArchived' : 'ProductRestored', { isArchived }),
  );

async function changeProduct(
  deps: Deps,
  staffId: string,
  productId: string,
  action: string,
  changes: Partial<Product>,
  categoryIds?: readonly string[],
): Promise<string> {
  const id = parseId(productId);
  if (id === null) throw missingProduct();
  try {
    await deps.database.transaction(async (tx) => {
      // Categories before products: whoever takes both takes them in this order.
      const shelves = categoryIds && (await knownCategories(tx, categoryIds));
      const product = await lockProduct(tx, id);
      if (product === null) throw missingProduct();
      await writeProduct(tx, { ...product, ...changes });
      if (shelves) {
        await clearProductCategories(tx, id);
        await insertProductCategories(
          tx,
          shelves.map((categoryId) => ({ productId: id, categoryId })),
        );
      }
      await recordCatalogueChange(tx, {
        actorId: staffId,
        action,
        subjectId: id,
        details: { ...changes, ...(shelves && { categoryIds: shelves }) },
      });
    });
  } catch (error) {
    if (duplicateKeyOf(error) === 'product_slug')
      throw new Refused('nameTaken', 'Another product has this slug', ['slug']);
    throw error;
  }
  return id;
}

export const missingProduct = (): Refused => new Refused('notFound', 'There is no such product', ['productId']);
