import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/provider-sign-in.ts';
import { ownAccount } from '../own-account.ts';
import { askingOf } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const linkProvider: NonNullable<MutationResolvers['linkProvider']> = async (_, { input }, context) => {
  const { browser } = askingOf(context);
  const result = await useCase.linkProvider(context.deps, personOf(context.viewer), input.query, browser);
  return result.ok
    ? { __typename: 'LinkedAccountsSuccess', user: await ownAccount(context) }
    : toUserError(result.refusal);
};
