import type { InvalidInput } from '@storegraph/subgraph-kit/result';

/** A refusal that a caller is expected to handle. Each is an error of the schema. */
type RefusalOf<Kind extends string> = {
  readonly kind: Kind;
  /** Written for people: what happened and what to try. */
  readonly message: string;
  /** Path of the input at fault. */
  readonly field: readonly string[] | null;
};

export type EmailTaken = RefusalOf<'emailTaken'>;
export type InvalidCredentials = RefusalOf<'invalidCredentials'>;
export type SessionEnded = RefusalOf<'sessionEnded'>;
export type NotFound = RefusalOf<'notFound'>;
export type Refusal = InvalidInput | EmailTaken | InvalidCredentials | SessionEnded | NotFound;

export const invalidInput = (message: string, field: readonly string[] | null): InvalidInput => ({
  kind: 'invalidInput',
  message,
  field,
});

export const emailTaken = (): EmailTaken => ({
  kind: 'emailTaken',
  message: 'An account with this e-mail address exists. Sign in, or use another address.',
  field: ['input', 'email'],
});

/**
 * One answer for an unknown address, a wrong password and a locked account, so that nobody learns who has an account
 * here.
 */
export const invalidCredentials = (): InvalidCredentials => ({
  kind: 'invalidCredentials',
  message: 'E-mail address and password do not fit together.',
  field: null,
});

export const wrongPassword = (): InvalidCredentials => ({
  kind: 'invalidCredentials',
  message: 'This is not your password as it is now.',
  field: ['input', 'currentPassword'],
});

export const sessionEnded = (): SessionEnded => ({
  kind: 'sessionEnded',
  message: 'Your session has ended. Sign in again.',
  field: null,
});

export const notFound = (what: string, field: readonly string[]): NotFound => ({
  kind: 'notFound',
  message: `There is no such ${what}.`,
  field,
});

/** Whoever asks may not do this. It is no type of the schema, but answered as the policy answers. */
export type Forbidden = { readonly kind: 'forbidden' };
