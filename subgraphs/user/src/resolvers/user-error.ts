import { forbidden } from '@storegraph/subgraph-kit/graphql/errors';
import { commonErrors, userError, userErrors } from '@storegraph/subgraph-kit/graphql/user-errors';
import type { ProviderProblem } from '../domain/linked-account.ts';
import type { Forbidden, NotFound, ProviderSignInFailed, WrongPassword } from '../domain/refusals.ts';

const EMAIL_TAKEN =
  'Another account has confirmed this e-mail address. Sign in to it, or give this account another address.';

const PROVIDER_PROBLEMS: Readonly<Record<ProviderProblem, string>> = {
  EXPIRED: 'This took too long, or began in another browser. Sign in again.',
  CANCELLED: 'The sign-in was cancelled.',
  INVALID: 'The answer of the provider is not right. Sign in again.',
  UNAVAILABLE: 'The provider does not answer. Try again, or sign in another way.',
  NO_EMAIL: 'The provider does not confirm an e-mail address of yours. Confirm it there, or register here.',
  ACCOUNT_EXISTS: 'An account with your e-mail address exists. Sign in to it, and link the provider there.',
  TAKEN: 'This account of the provider is linked to another account here.',
  LOCKED: 'This account cannot sign in.',
};

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
  providerSignInFailed: ({ reason }: ProviderSignInFailed) => ({
    ...userError('ProviderSignInError', PROVIDER_PROBLEMS[reason], null),
    reason,
  }),
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
