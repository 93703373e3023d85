import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import { isStaff } from '@storegraph/subgraph-kit/viewer';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findProductBySlug } from '../../db/product-store.ts';

export const product: NonNullable<QueryResolvers['product']> = async (_, args, { deps, loaders, viewer }) => {
  const { id = null, slug = null } = args;
  if ((id === null) === (slug === null)) throw badUserInput('Give either `id` or `slug`', 'id');
  const found =
    slug === null ? await loadById(loaders.product, id ?? '') : await findProductBySlug(deps.database.db, slug);
  return found?.isArchived && !isStaff(viewer) ? null : found;
};
