import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { confirmEmail } from '../../use-cases/confirm-email.ts';
import { confirmedEmail } from '../confirmed-email.ts';
import { userIdOf } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const verifyEmail: NonNullable<MutationResolvers['verifyEmail']> = async (_, { input }, context) => {
  const result = await confirmEmail(context.deps, 'VERIFY_EMAIL', input, userIdOf(context), context);
  return result.ok
    ? { __typename: 'VerifyEmailSuccess', ...confirmedEmail(context, result.value) }
    : toUserError(result.refusal);
};
