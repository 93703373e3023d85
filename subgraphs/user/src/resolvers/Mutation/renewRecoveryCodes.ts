import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/renew-recovery-codes.ts';
import { ownAccount } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const renewRecoveryCodes: NonNullable<MutationResolvers['renewRecoveryCodes']> = async (
  _,
  { input },
  context,
) => {
  const result = await useCase.renewRecoveryCodes(context.deps, personOf(context.viewer), input, context);
  return result.ok
    ? { __typename: 'RecoveryCodesSuccess', recoveryCodes: [...result.value], user: await ownAccount(context) }
    : toUserError(result.refusal);
};
