import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { duplicateKeyOf } from '@storegraph/subgraph-kit/database/errors';
import { newId, parseId } from '@storegraph/subgraph-kit/id';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { recordCatalogueChange } from '../db/audit-store.ts';
import {
  deleteCategory as removeCategory,
  insertCategories,
  lockCategoryTree,
  updateCategory as writeCategory,
} from '../db/category-store.ts';
import type { Category, CategoryTree } from '../domain/category.ts';
import type { Image } from '../domain/product.ts';
import { freeSlug, slugOf } from '../domain/slug.ts';
import { checkDescription, checkImage, checkName, checkSlug, Refused, refusing } from './catalogue-input.ts';
import type { Deps } from './deps.ts';

type Input = {
  readonly name: string;
  readonly slug: string | null;
  readonly description: string;
  readonly image: Image | null;
  readonly parentId: string | null;
};

/** Adds a category, last among its siblings. @returns its id */
export const createCategory = (deps: Deps, staffId: string, input: Input) =>
  refusing(async () => {
    const name = checkName(input.name, ['name']);
    const description = checkDescription(input.description, ['description']);
    const given = input.slug === null ? null : checkSlug(input.slug, ['slug']);
    const image = checkImage(input.image, ['image']);
    return changeTree(deps, async (tx, tree) => {
      const parentId = parentIn(tree, input.parentId);
      const slug = given ?? freeSlug(slugOf(name, 'category'), slugsIn(tree));
      refuseTakenSlug(tree, slug, null);
      const id = newId();
      await insertCategories(tx, [
        { id, parentId, slug, name, description, image, position: lastPosition(tree, parentId) },
      ]);
      await recordCatalogueChange(tx, {
        actorId: staffId,
        action: 'CategoryCreated',
        subjectId: id,
        details: { name, slug, parentId },
      });
      return id;
    });
  });

/** Changes a category; what is left out stays as it is. @returns its id */
export const updateCategory = (
  deps: Deps,
  staffId: string,
  categoryId: string,
  input: Partial<Omit<Input, 'slug'>> & { readonly slug?: string },
) =>
  refusing(async () => {
    const changes = {
      ...(input.name !== undefined && { name: checkName(input.name, ['name']) }),
      ...(input.slug !== undefined && { slug: checkSlug(input.slug, ['slug']) }),
      ...(input.description !== undefined && { description: checkDescription(input.description, ['description']) }),
      ...(input.image !== undefined && { image: checkImage(input.image, ['image']) }),
    };
    return changeTree(deps, async (tx, tree) => {
      const category = categoryIn(tree, categoryId);
      if (category === null) throw new Refused('notFound', 'There is no such category', ['categoryId']);
      if (changes.slug !== undefined) refuseTakenSlug(tree, changes.slug, category.id);
      const place = input.parentId === undefined ? {} : newPlace(tree, category, parentIn(tree, input.parentId));
      await writeCategory(tx, { ...category, ...changes, ...place });
      await recordCatalogueChange(tx, {
        actorId: staffId,
        action: 'CategoryUpdated',
        subjectId: category.id,
        details: { ...changes, ...place },
      });
      return category.id;
    });
  });

/** Removes a category that has none below it. Its products stay on sale. @returns its id */
export const deleteCategory = (
  deps: Deps,
  staffId: string,
  categoryId: string,
): Promise<Result<string, 'notFound' | 'notEmpty'>> =>
  changeTree(deps, async (tx, tree) => {
    const category = categoryIn(tree, categoryId);
    if (category === null) return refuse('notFound');
    if (tree.childrenOf(category.id).length > 0) return refuse('notEmpty');
    await removeCategory(tx, category.id);
    await recordCatalogueChange(tx, {
      actorId: staffId,
      action: 'CategoryDeleted',
      subjectId: category.id,
      details: { slug: category.slug },
    });
    return ok(category.id);
  });

/**
 * Changes of the tree come one after the other: each sees the whole of it, as it will be when the change is written.
 */
async function changeTree<Value>(deps: Deps, change: (tx: Tx, tree: CategoryTree) => Promise<Value>): Promise<Value> {
  try {
    return await deps.database.transaction(async (tx) => change(tx, await lockCategoryTree(tx)));
  } catch (error) {
    // While there is no category yet there is no row to wait for, and two may choose one slug.
    if (duplicateKeyOf(error) === 'category_slug') throw takenSlug();
    throw error;
  }
}

function categoryIn(tree: CategoryTree, text: string): Category | null {
  const id = parseId(text);
  return (id !== null && tree.byId.get(id)) || null;
}

function parentIn(tree: CategoryTree, parentId: string | null): string | null {
  if (parentId === null) return null;
  const parent = categoryIn(tree, parentId);
  if (parent === null) throw new Refused('notFound', 'There is no such category', ['parentId']);
  return parent.id;
}

function newPlace(
  tree: CategoryTree,
  category: Category,
  parentId: string | null,
): Pick<Category, 'parentId' | 'position'> {
  if (parentId === category.parentId) return { parentId, position: category.position };
  if (parentId !== null && tree.within(category.id).includes(parentId))
    throw new Refused('invalidInput', 'A category cannot stand below itself', ['parentId']);
  return { parentId, position: lastPosition(tree, parentId) };
}

const lastPosition = (tree: CategoryTree, parentId: string | null): number =>
  (tree.childrenOf(parentId).at(-1)?.position ?? -1) + 1;

const slugsIn = (tree: CategoryTree): ReadonlySet<string> => new Set([...tree.byId.values()].map(({ slug }) => slug));

function refuseTakenSlug(tree: CategoryTree, slug: string, ownId: string | null): void {
  for (const category of tree.byId.values()) if (category.slug === slug && category.id !== ownId) throw takenSlug();
}

const takenSlug = (): Refused => new Refused('nameTaken', 'Another category has this slug', ['slug']);
