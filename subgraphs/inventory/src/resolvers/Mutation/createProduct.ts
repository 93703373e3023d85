import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { afterWrite, staffIdOf } from '../../context.ts';
import { createProduct as create } from '../../use-cases/create-product.ts';
import { userError, written } from '../user-error.ts';

export const createProduct: NonNullable<MutationResolvers['createProduct']> = async (_, { input }, context) => {
  const result = await create(context.deps, staffIdOf(context), { ...input, slug: input.slug ?? null, image: input.image ?? null });
  if (!result.ok) return userError(result.refusal, 'InvalidInputError', 'NameTakenError');
  return { __typename: 'CreateProductSuccess', product: written(await afterWrite(context).product.load(result.value)) };
};
