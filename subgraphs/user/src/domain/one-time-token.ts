/** What a mailed link does, and for how many hours. The sooner, the more it opens. */
export const TOKEN_HOURS = { VERIFY_EMAIL: 72, CHANGE_EMAIL: 24, RESET_PASSWORD: 1 } as const;

export type TokenPurpose = keyof typeof TOKEN_HOURS;

/** What a token stands for that was mailed. */
export type OneTimeToken = {
  readonly userId: string;
  /** To which it was mailed, in the form the user gave. */
  readonly email: string;
};
