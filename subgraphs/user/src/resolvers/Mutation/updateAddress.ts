import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/update-address.ts';
import { ownAccount } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const updateAddress: NonNullable<MutationResolvers['updateAddress']> = async (_, { input }, context) => {
  const result = await useCase.updateAddress(context.deps, personOf(context.viewer), input);
  return result.ok
    ? { __typename: 'AddressSuccess', address: result.value, user: await ownAccount(context) }
    : toUserError(result.refusal);
};
