import { forbidden } from '@storegraph/subgraph-kit/graphql/errors';
import { commonErrors, userError, userErrors } from '@storegraph/subgraph-kit/graphql/user-errors';
import type { Forbidden, NotFound, WrongPassword } from '../domain/refusals.ts';

const EMAIL_TAKEN =
  'Another account has confirmed this e-mail address. Sign in to it, or give this account another address.';

/** The error type of the schema for a refusal. */
export const toUserError = userErrors({
  ...commonErrors,
  emailTaken: () => userError('EmailTakenError', EMAIL_TAKEN, null),
  invalidCredentials: () =>
    userError('InvalidCredentialsError', 'E-mail address and password do not fit together.', null),
  wrongPassword: ({ field }: WrongPassword) =>
    userError('InvalidCredentialsError', 'This is not your password as it is now.', field),
  wrongCode: () => userError('InvalidCodeError', 'This code is not right, or was used before.', ['input', 'code']),
  challengeEnded: () => userError('ChallengeEndedError', 'This took too long, or began elsewhere. Begin again.', null),
  wrongPasskey: () => userError('InvalidPasskeyError', 'This passkey does not sign in here.', null),
  tokenInvalid: () =>
    userError('TokenInvalidError', 'This link was used, replaced by a newer one, or is too old. Ask for a new one.', [
      'input',
      'token',
    ]),
  sessionEnded: () => userError('SessionEndedError', 'Your session has ended. Sign in again.', null),
  notFound: ({ what, field }: NotFound) => userError('NotFoundError', `There is no such ${what}.`, field),
});

/**
 * The error type of the schema for a refusal to an admin.
 * @throws GraphQLError FORBIDDEN for who is none any more, as the policy answers
 */
export function toAdminError<Refusal extends Parameters<typeof toUserError>[0]>(refusal: Refusal | Forbidden) {
  if (refusal.kind === 'forbidden') throw forbidden();
  return toUserError(refusal);
}
