import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/set-default-address.ts';
import { ownAccount } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const setDefaultAddress: NonNullable<MutationResolvers['setDefaultAddress']> = async (_, { input }, context) => {
  const result = await useCase.setDefaultAddress(context.deps, personOf(context.viewer), input);
  return result.ok
    ? { __typename: 'SetDefaultAddressSuccess', user: await ownAccount(context) }
    : toUserError(result.refusal);
};
