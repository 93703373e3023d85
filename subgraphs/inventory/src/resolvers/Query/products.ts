import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { productConnection } from '../product-list.ts';

export const products: NonNullable<QueryResolvers['products']> = (_, args, context) =>
  productConnection(context, args, null);
