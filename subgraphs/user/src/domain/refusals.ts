import type { ProviderProblem } from './linked-account.ts';

/** Another account has confirmed this e-mail address. */
export type EmailTaken = { readonly kind: 'emailTaken' };
/**
 * One answer for an unknown address, a wrong password and a locked account, so that nobody learns who has an account
 * here.
 */
export type InvalidCredentials = { readonly kind: 'invalidCredentials' };
/** The password that was to be changed is another one. */
export type WrongPassword = { readonly kind: 'wrongPassword'; readonly field: readonly string[] };
/** A code that is wrong, or was used before. */
export type WrongCode = { readonly kind: 'wrongCode' };
/** A challenge that is none, has run out, was answered before, or is another browser's. */
export type ChallengeEnded = { readonly kind: 'challengeEnded' };
/** What a passkey answered does not prove anything. */
export type WrongPasskey = { readonly kind: 'wrongPasskey' };
/** A mailed link was used, replaced, is too old, or never was. */
export type TokenInvalid = { readonly kind: 'tokenInvalid' };
/** An OpenID provider did not sign in, or whom it signed in has no account here. */
export type ProviderSignInFailed = { readonly kind: 'providerSignInFailed'; readonly reason: ProviderProblem };
export type SessionEnded = { readonly kind: 'sessionEnded' };
export type NotFound = {
  readonly kind: 'notFound';
  readonly what: 'user' | 'address' | 'role' | 'session' | 'passkey' | 'key' | 'provider';
  readonly field: readonly string[];
};
/** The caller may not do this. It is no type of the schema, but answered as the policy answers. */
export type Forbidden = { readonly kind: 'forbidden' };

export const sessionNotFound: NotFound = { kind: 'notFound', what: 'session', field: ['input', 'sessionId'] };
export const addressNotFound: NotFound = { kind: 'notFound', what: 'address', field: ['input', 'addressId'] };
export const passkeyNotFound: NotFound = { kind: 'notFound', what: 'passkey', field: ['input', 'passkeyId'] };
