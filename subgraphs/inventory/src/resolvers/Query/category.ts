import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const category: NonNullable<QueryResolvers['category']> = async (_, args, { loaders }) => {
  const { id = null, slug = null } = args;
  if ((id === null) === (slug === null)) throw badUserInput('Give either `id` or `slug`', 'id');
  const { byId } = await loaders.categoryTree();
  if (slug !== null) return [...byId.values()].find((each) => each.slug === slug) ?? null;
  return byId.get(idOrNil(id ?? '')) ?? null;
};
