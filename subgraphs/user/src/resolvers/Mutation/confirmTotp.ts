import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/confirm-totp.ts';
import { ownAccount } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const confirmTotp: NonNullable<MutationResolvers['confirmTotp']> = async (_, { input }, context) => {
  const result = await useCase.confirmTotp(context.deps, personOf(context.viewer), input);
  return result.ok
    ? { __typename: 'RecoveryCodesSuccess', recoveryCodes: [...result.value], user: await ownAccount(context) }
    : toUserError(result.refusal);
};
