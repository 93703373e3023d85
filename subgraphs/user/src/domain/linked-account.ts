/** Who a user is elsewhere. Issuer and subject name an account for good; an e-mail address does not. */
export type LinkedAccount = {
  readonly id: string;
  readonly userId: string;
  readonly issuer: string;
  readonly subject: string;
  readonly createdAt: Date;
  /** Of access tokens of the issuer that are used here; null when none were, or it has ended. */
  readonly sessionId: string | null;
  /** When the newest of them was issued. */
  readonly lastIssuedAt: Date | null;
};

/** True for a token that was issued before its session was ended: it opens none again. */
export const isOfEndedSession = ({ sessionId, lastIssuedAt }: LinkedAccount, issuedAt: Date): boolean =>
  sessionId === null && lastIssuedAt !== null && issuedAt <= lastIssuedAt;

/** What a provider says of who signed in there. `verifiedEmail` is null when it vouches for none. */
export type ProvidedIdentity = {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly verifiedEmail: string | null;
};

/** Why signing in by a provider came to nothing. Mirrors the SDL enum, which says what each means. */
export type ProviderProblem =
  | 'EXPIRED'
  | 'CANCELLED'
  | 'INVALID'
  | 'UNAVAILABLE'
  | 'NO_EMAIL'
  | 'ACCOUNT_EXISTS'
  | 'TAKEN'
  | 'LOCKED';
