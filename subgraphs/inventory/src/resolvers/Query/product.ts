import { badUserInput } from '@storegraph/subgraph-kit/errors';
import { parseId } from '@storegraph/subgraph-kit/id';
import { isStaff } from '@storegraph/subgraph-kit/viewer';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findProductBySlug } from '../../db/product-store.ts';

export const product: NonNullable<QueryResolvers['product']> = async (_, args, { deps, loaders, viewer }) => {
  const slug = args.slug ?? null;
  const isById = (args.id ?? null) !== null;
  if (isById === (slug !== null)) throw badUserInput('Give either `id` or `slug`', 'id');
  const id = parseId(args.id ?? '');
  const found = slug !== null ? await findProductBySlug(deps.database.db, slug) : id === null ? null : await loaders.product.load(id);
  return found?.isArchived && !isStaff(viewer) ? null : found;
};
