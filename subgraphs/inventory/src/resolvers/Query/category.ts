import { badUserInput } from '@storegraph/subgraph-kit/errors';
import { parseId } from '@storegraph/subgraph-kit/id';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const category: NonNullable<QueryResolvers['category']> = async (_, args, { loaders }) => {
  const slug = args.slug ?? null;
  const isById = (args.id ?? null) !== null;
  if (isById === (slug !== null)) throw badUserInput('Give either `id` or `slug`', 'id');
  const { byId } = await loaders.categoryTree();
  if (slug !== null) return [...byId.values()].find((each) => each.slug === slug) ?? null;
  return byId.get(parseId(args.id ?? '') ?? '') ?? null;
};
