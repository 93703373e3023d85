import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/create-product.ts';
import { toUserError } from '../user-error.ts';
import { afterWrite, written } from '../written.ts';

export const createProduct: NonNullable<MutationResolvers['createProduct']> = async (_, { input }, context) => {
  const result = await useCase.createProduct(context.deps, personOf(context.viewer).userId, {
    ...input,
    slug: input.slug ?? null,
    image: input.image ?? null,
  });
  if (!result.ok) return toUserError(result.refusal, 'InvalidInputError', 'NameTakenError');
  return { __typename: 'CreateProductSuccess', product: written(await afterWrite(context).product.load(result.value)) };
};
