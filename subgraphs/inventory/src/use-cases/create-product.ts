import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newId, parseId } from '@storegraph/subgraph-kit/id';
import { recordCatalogueChange } from '../db/audit-store.ts';
import { insertProductCategories, lockCategories } from '../db/category-store.ts';
import { findTakenProductSlugs, insertProducts, spanOf } from '../db/product-store.ts';
import type { Image } from '../domain/product.ts';
import { slugOf } from '../domain/slug.ts';
import {
  checkDescription,
  checkImage,
  checkName,
  checkNewVariant,
  checkSlug,
  MAX_VARIANTS,
  Refused,
  refusing,
  type NewVariant,
} from './catalogue-input.ts';
import type { Deps } from './deps.ts';
import { withUniqueSlug } from './unique-slug.ts';
import { writeVariants } from './write-variants.ts';

type Input = {
  readonly name: string;
  readonly slug: string | null;
  readonly description: string;
  readonly image: Image | null;
  readonly categoryIds: readonly string[];
  readonly variants: readonly NewVariant[];
};

/** Adds a product with its variants. @returns its id */
export const createProduct = (deps: Deps, staffId: string, input: Input) =>
  refusing(async () => {
    const name = checkName(input.name, ['name']);
    const description = checkDescription(input.description, ['description']);
    const given = input.slug === null ? null : checkSlug(input.slug, ['slug']);
    const image = checkImage(input.image, ['image']);
    if (input.variants.length < 1 || input.variants.length > MAX_VARIANTS)
      throw new Refused('invalidInput', `A product has 1 to ${MAX_VARIANTS} variants`, ['variants']);
    const variants = input.variants.map((variant, index) =>
      checkNewVariant(variant, deps.currency, ['variants', String(index)]),
    );
    const sortPriceMinor = spanOf(variants.map(({ price }) => price.amount));
    const id = newId();
    const findTaken = (slug: string) => findTakenProductSlugs(deps.database.db, slug);
    await withUniqueSlug({ given, made: slugOf(name, 'product'), key: 'product_slug', findTaken }, (slug) =>
      deps.database.transaction(async (tx) => {
        const categoryIds = await knownCategories(tx, input.categoryIds);
        await insertProducts(tx, [
          { id, slug, name, description, image, sortPriceMinor, isArchived: false, createdAt: new Date() },
        ]);
        await insertProductCategories(
          tx,
          categoryIds.map((categoryId) => ({ productId: id, categoryId })),
        );
        await writeVariants(tx, { id, firstPosition: 0, staffId }, variants, (index) => [
          'variants',
          String(index),
          'sku',
        ]);
        await recordCatalogueChange(tx, {
          actorId: staffId,
          action: 'ProductCreated',
          subjectId: id,
          details: { name, slug },
        });
      }),
    );
    return id;
  });

/** The ids of categories, each once, none of which can be deleted before the transaction ends. */
export async function knownCategories(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length > 100)
    throw new Refused('invalidInput', 'A product stands in at most 100 categories', ['categoryIds']);
  const parsed = ids.map(parseId);
  const known = await lockCategories(
    tx,
    parsed.filter((id) => id !== null),
  );
  parsed.forEach((id, index) => {
    if (id === null || !known.has(id))
      throw new Refused('invalidInput', 'There is no such category', ['categoryIds', String(index)]);
  });
  return [...known];
}
