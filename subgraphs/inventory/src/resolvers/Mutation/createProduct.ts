import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/create-product.ts';
import { getOne } from '../../loaders.ts';
import { afterWrite } from '../after-write.ts';
import { toUserError } from '../user-error.ts';

export const createProduct: NonNullable<MutationResolvers['createProduct']> = async (_, { input }, context) => {
  const result = await useCase.createProduct(context.deps, personOf(context.viewer).userId, input);
  return result.ok
    ? { __typename: 'CreateProductSuccess', product: await getOne(afterWrite(context).product, result.value) }
    : toUserError(result.refusal);
};
