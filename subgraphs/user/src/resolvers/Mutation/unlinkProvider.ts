import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/provider-sign-in.ts';
import { ownAccount } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const unlinkProvider: NonNullable<MutationResolvers['unlinkProvider']> = async (_, { input }, context) => {
  const { deps, viewer } = context;
  const result = await useCase.unlinkProvider(deps, personOf(viewer), idOrNil(input.linkedAccountId));
  return result.ok
    ? { __typename: 'LinkedAccountsSuccess', user: await ownAccount(context) }
    : toUserError(result.refusal);
};
