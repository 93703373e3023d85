import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { confirmEmail } from '../../use-cases/confirm-email.ts';
import { confirmedEmail } from '../confirmed-email.ts';
import { userIdOf } from '../own-account.ts';
import { toUserError } from '../user-error.ts';

export const confirmEmailChange: NonNullable<MutationResolvers['confirmEmailChange']> = async (
  _,
  { input },
  context,
) => {
  const result = await confirmEmail(context.deps, 'CHANGE_EMAIL', input, userIdOf(context), context);
  return result.ok
    ? { __typename: 'ConfirmEmailChangeSuccess', ...confirmedEmail(context, result.value) }
    : toUserError(result.refusal);
};
