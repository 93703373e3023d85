import { auditDenials } from '@storegraph/subgraph-kit/database/audit-log';
import { forbidden } from '@storegraph/subgraph-kit/graphql/errors';
import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import { may } from '@storegraph/subgraph-kit/viewer';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/change-variants.ts';
import { variantResult } from '../variant-result.ts';

export const updateVariant: NonNullable<MutationResolvers['updateVariant']> = async (_, { input }, context) => {
  const { userId, role } = personOf(context.viewer);
  if (input.price != null && !may(context.viewer, 'CHANGE_PRICES')) {
    await auditDenials(context.deps.database)({ actorId: userId, mutation: 'updateVariant', role });
    throw forbidden();
  }
  return variantResult(context, await useCase.updateVariant(context.deps, userId, input));
};
