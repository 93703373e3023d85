import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/begin-totp.ts';
import { toUserError } from '../user-error.ts';

export const beginTotp: NonNullable<MutationResolvers['beginTotp']> = async (_, __, { deps, viewer }) => {
  const result = await useCase.beginTotp(deps, personOf(viewer));
  return result.ok ? { __typename: 'BeginTotpSuccess', ...result.value } : toUserError(result.refusal);
};
