import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/disable-totp.ts';
import { ownAccount } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const disableTotp: NonNullable<MutationResolvers['disableTotp']> = async (_, { input }, context) => {
  const result = await useCase.disableTotp(context.deps, personOf(context.viewer), input, context);
  return result.ok
    ? { __typename: 'DisableTotpSuccess', user: await ownAccount(context) }
    : toUserError(result.refusal);
};
