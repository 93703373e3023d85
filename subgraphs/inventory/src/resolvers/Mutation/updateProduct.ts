import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/update-product.ts';
import { given } from '../given.ts';
import { toUserError } from '../user-error.ts';
import { afterWrite, written } from '../written.ts';

export const updateProduct: NonNullable<MutationResolvers['updateProduct']> = async (_, { input }, context) => {
  const { productId, image, ...changes } = input;
  const result = await useCase.updateProduct(context.deps, personOf(context.viewer).userId, productId, {
    ...given(changes),
    ...(image !== undefined && { image }),
  });
  if (!result.ok) return toUserError(result.refusal, 'InvalidInputError', 'NotFoundError', 'NameTakenError');
  return { __typename: 'UpdateProductSuccess', product: written(await afterWrite(context).product.load(result.value)) };
};
