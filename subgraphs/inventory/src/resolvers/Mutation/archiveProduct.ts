import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { afterWrite, staffIdOf } from '../../context.ts';
import { archiveProduct as archive } from '../../use-cases/update-product.ts';
import { userError, written } from '../user-error.ts';

export const archiveProduct: NonNullable<MutationResolvers['archiveProduct']> = async (_, { input }, context) => {
  const result = await archive(context.deps, staffIdOf(context), input.productId, input.archived);
  if (!result.ok) return userError(result.refusal, 'NotFoundError');
  return { __typename: 'ArchiveProductSuccess', product: written(await afterWrite(context).product.load(result.value)) };
};
