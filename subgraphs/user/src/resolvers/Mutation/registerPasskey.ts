import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/register-passkey.ts';
import { ownAccount } from '../own-account.ts';
import { askingOf } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const registerPasskey: NonNullable<MutationResolvers['registerPasskey']> = async (_, { input }, context) => {
  const result = await useCase.registerPasskey(
    context.deps,
    personOf(context.viewer),
    input,
    askingOf(context).browser,
  );
  return result.ok
    ? { __typename: 'RegisterPasskeySuccess', user: await ownAccount(context) }
    : toUserError(result.refusal);
};
