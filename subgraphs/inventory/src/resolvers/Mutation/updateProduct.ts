import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { afterWrite, staffIdOf } from '../../context.ts';
import { updateProduct as update } from '../../use-cases/update-product.ts';
import { given } from '../given.ts';
import { userError, written } from '../user-error.ts';

export const updateProduct: NonNullable<MutationResolvers['updateProduct']> = async (_, { input }, context) => {
  const { productId, image, ...changes } = input;
  const result = await update(context.deps, staffIdOf(context), productId, { ...given(changes), ...(image !== undefined && { image }) });
  if (!result.ok) return userError(result.refusal, 'InvalidInputError', 'NotFoundError', 'NameTakenError');
  return { __typename: 'UpdateProductSuccess', product: written(await afterWrite(context).product.load(result.value)) };
};
