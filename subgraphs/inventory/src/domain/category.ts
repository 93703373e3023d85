import type { Image } from './product.ts';

/** A shelf of the shop. */
export type Category = {
  readonly id: string;
  readonly parentId: string | null;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly image: Image | null;
  /** Order among its siblings. */
  readonly position: number;
};

/** All categories, ready to be walked: a shop has hundreds of them, not millions. */
export type CategoryTree = {
  readonly byId: ReadonlyMap<string, Category>;
  /** In display order; `null` asks for the top level. */
  readonly childrenOf: (parentId: string | null) => readonly Category[];
  /** The category and everything below it. */
  readonly within: (id: string) => readonly string[];
};

export function categoryTree(categories: readonly Category[]): CategoryTree {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const children = Map.groupBy(
    [...categories].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)),
    ({ parentId }) => parentId,
  );
  const childrenOf = (parentId: string | null): readonly Category[] => children.get(parentId) ?? [];
  const within = (id: string): readonly string[] => [id, ...childrenOf(id).flatMap((child) => within(child.id))];
  return { byId, childrenOf, within };
}
