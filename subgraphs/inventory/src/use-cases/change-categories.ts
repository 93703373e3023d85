import { z } from 'zod';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { idOrNil, newId } from '@storegraph/subgraph-kit/id';
import { id } from '@storegraph/subgraph-kit/input/id';
import { withInput } from '@storegraph/subgraph-kit/input/with-input';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import { recordCatalogueChange } from '../db/audit-store.ts';
import {
  deleteCategory as removeCategory,
  insertCategories,
  lockCategoryTree,
  updateCategory as writeCategory,
} from '../db/category-store.ts';
import type { CategoryTree } from '../domain/category.ts';
import type { CategoryNotEmpty, NameTaken, NotFound } from '../domain/refusals.ts';
import { freeSlug, slugOf } from '../domain/slug.ts';
import { changeCatalogue } from './change-catalogue.ts';
import type { Deps } from './deps.ts';
import * as rules from './input-rules.ts';

/** Adds a category, last among its siblings. @returns its id */
export const createCategory = withInput(
  z.object({
    name: rules.name,
    slug: rules.unlessNull(rules.slug),
    description: rules.description,
    image: rules.image.nullish(),
    parentId: id.nullish(),
  }),
  async (deps: Deps, staffId: string, input): Promise<Result<string, NotFound | NameTaken>> => {
    const { name, description, image = null, parentId = null } = input;
    return changeTree(deps, async (tx, tree) => {
      if (parentId !== null && !tree.byId.has(parentId)) return refuse(parentNotFound);
      const taken = slugsOf(tree);
      const slug = input.slug ?? freeSlug(slugOf(name, 'category'), taken);
      if (taken.has(slug)) return refuse(slugTaken);

      const category = {
        id: newId(),
        parentId,
        slug,
        name,
        description,
        image,
        position: lastPosition(tree, parentId),
      };
      await insertCategories(tx, [category]);
      await recordCatalogueChange(tx, staffId, 'CategoryCreated', category.id, { name, slug, parentId });
      return ok(category.id);
    });
  },
);

/** Changes a category; what is left out stays as it is. @returns its id */
export const updateCategory = withInput(
  z.object({
    categoryId: id,
    name: rules.unlessNull(rules.name),
    slug: rules.unlessNull(rules.slug),
    description: rules.unlessNull(rules.description),
    image: rules.image.nullish(),
    parentId: id.nullish(),
  }),
  async (
    deps: Deps,
    staffId: string,
    { categoryId, ...changes },
  ): Promise<Result<string, InvalidInput | NotFound | NameTaken>> => {
    return changeTree(deps, async (tx, tree) => {
      const category = tree.byId.get(categoryId);
      if (category === undefined) return refuse(categoryNotFound);
      const { name = category.name, slug = category.slug, description = category.description } = changes;
      const { image = category.image, parentId = category.parentId } = changes;
      if (slug !== category.slug && slugsOf(tree).has(slug)) return refuse(slugTaken);
      if (parentId !== null && !tree.byId.has(parentId)) return refuse(parentNotFound);
      if (parentId !== null && tree.within(category.id).includes(parentId))
        return refuse(invalidInput('A category cannot stand below itself.', 'input', 'parentId'));

      const position = parentId === category.parentId ? category.position : lastPosition(tree, parentId);
      await writeCategory(tx, { ...category, name, slug, description, image, parentId, position });
      await recordCatalogueChange(tx, staffId, 'CategoryUpdated', category.id, changes);
      return ok(category.id);
    });
  },
);

/** Removes a category that has none below it. Its products stay on sale. @returns its id */
export const deleteCategory = (
  deps: Deps,
  staffId: string,
  { categoryId }: { readonly categoryId: string },
): Promise<Result<string, NotFound | CategoryNotEmpty>> =>
  changeTree(deps, async (tx, tree) => {
    const category = tree.byId.get(idOrNil(categoryId));
    if (category === undefined) return refuse(categoryNotFound);
    if (tree.childrenOf(category.id).length > 0) return refuse({ kind: 'categoryNotEmpty' });
    await removeCategory(tx, category.id);
    await recordCatalogueChange(tx, staffId, 'CategoryDeleted', category.id, { slug: category.slug });
    return ok(category.id);
  });

/**
 * Changes of the tree come one after the other: each sees the whole of it, as it will be when the change is written.
 * While there is no category yet there is no row to wait for, and two may choose one slug.
 */
const changeTree = <Answer extends Result<unknown, unknown>>(
  deps: Deps,
  change: (tx: Tx, tree: CategoryTree) => Promise<Answer>,
): Promise<Answer> => changeCatalogue(deps, async (tx) => change(tx, await lockCategoryTree(tx)));

const lastPosition = (tree: CategoryTree, parentId: string | null): number =>
  (tree.childrenOf(parentId).at(-1)?.position ?? -1) + 1;

const slugsOf = (tree: CategoryTree): ReadonlySet<string> => new Set([...tree.byId.values()].map(({ slug }) => slug));

const slugTaken: NameTaken = { kind: 'nameTaken', what: 'category', field: ['input', 'slug'] };
const categoryNotFound: NotFound = { kind: 'notFound', what: 'category', field: ['input', 'categoryId'] };
const parentNotFound: NotFound = { kind: 'notFound', what: 'category', field: ['input', 'parentId'] };
