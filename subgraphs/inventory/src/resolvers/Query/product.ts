import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import { isStaff } from '@storegraph/subgraph-kit/viewer';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findProductBySlug } from '../../db/product-store.ts';
import { isSlug } from '../../domain/slug.ts';

export const product: NonNullable<QueryResolvers['product']> = async (_, args, { deps, loaders, viewer }) => {
  const { id = null, slug = null } = args;
  if ((id === null) === (slug === null)) throw badUserInput('Give either `id` or `slug`', 'id');
  const bySlug = slug !== null && isSlug(slug) ? await findProductBySlug(deps.database.db, slug) : null;
  const found = id === null ? bySlug : await loadById(loaders.product, id);
  return found?.isArchived && !isStaff(viewer) ? null : found;
};
