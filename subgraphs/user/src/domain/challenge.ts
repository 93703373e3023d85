/** What a challenge is for. It is good for nothing else. */
export type ChallengePurpose =
  | 'SECOND_FACTOR'
  | 'PASSKEY_REGISTRATION'
  | 'PASSKEY_SIGN_IN'
  | 'PROVIDER_LINK'
  | 'PROVIDER_SIGN_IN';

/** Long enough to unlock a phone and find the app. */
export const CHALLENGE_MINUTES = 5;

/** How many codes may be tried on one challenge. After them the password is asked for again. */
export const MAX_CHALLENGE_TRIES = 10;
