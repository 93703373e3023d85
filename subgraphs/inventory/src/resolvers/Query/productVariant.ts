import { parseId } from '@storegraph/subgraph-kit/id';
import { isStaff } from '@storegraph/subgraph-kit/viewer';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const productVariant: NonNullable<QueryResolvers['productVariant']> = async (_, args, { loaders, viewer }) => {
  const id = parseId(args.id);
  const variant = id === null ? null : await loaders.variant.load(id);
  return variant?.isOnSale || isStaff(viewer) ? variant : null;
};
