import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/update-product.ts';
import { getOne } from '../../loaders.ts';
import { afterWrite } from '../after-write.ts';
import { toUserError } from '../user-error.ts';

export const archiveProduct: NonNullable<MutationResolvers['archiveProduct']> = async (_, { input }, context) => {
  const result = await useCase.archiveProduct(context.deps, personOf(context.viewer).userId, input);
  return result.ok
    ? { __typename: 'ArchiveProductSuccess', product: await getOne(afterWrite(context).product, result.value) }
    : toUserError(result.refusal);
};
