import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/update-product.ts';
import { toUserError } from '../user-error.ts';
import { afterWrite, written } from '../written.ts';

export const archiveProduct: NonNullable<MutationResolvers['archiveProduct']> = async (_, { input }, context) => {
  const result = await useCase.archiveProduct(
    context.deps,
    personOf(context.viewer).userId,
    input.productId,
    input.archived,
  );
  if (!result.ok) return toUserError(result.refusal, 'NotFoundError');
  return {
    __typename: 'ArchiveProductSuccess',
    product: written(await afterWrite(context).product.load(result.value)),
  };
};
