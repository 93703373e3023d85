import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/remove-address.ts';
import { ownAccount } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const removeAddress: NonNullable<MutationResolvers['removeAddress']> = async (_, { input }, context) => {
  const result = await useCase.removeAddress(context.deps, personOf(context.viewer), input);
  return result.ok
    ? { __typename: 'RemoveAddressSuccess', user: await ownAccount(context) }
    : toUserError(result.refusal);
};
