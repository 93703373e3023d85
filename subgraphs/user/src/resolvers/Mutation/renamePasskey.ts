import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/manage-passkeys.ts';
import { ownAccount } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const renamePasskey: NonNullable<MutationResolvers['renamePasskey']> = async (_, { input }, context) => {
  const result = await useCase.renamePasskey(context.deps, personOf(context.viewer), input);
  return result.ok
    ? { __typename: 'RenamePasskeySuccess', user: await ownAccount(context) }
    : toUserError(result.refusal);
};
