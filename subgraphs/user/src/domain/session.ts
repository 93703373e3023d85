/** One signed-in device. */
export type Session = {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** See `deviceOf`. */
  readonly device: string | null;
  /** When a second factor was proven in it; null when the password was enough. */
  readonly secondFactorAt: Date | null;
};

/** A session, and its refresh cookie, end when they have not been used for this long. */
export const SESSION_DAYS = 30;

/** Each use of its refresh cookie keeps a session for another term. */
export const lastUsedAt = ({ expiresAt }: Session): Date => new Date(expiresAt.getTime() - SESSION_DAYS * 86_400_000);

/** How long a used token still counts as the other tab's simultaneous request. */
export const GRACE_MS = 10_000;

/**
 * What a refresh token that came in means, by the time since its first use.
 * - `rotate`: the first use, which spends it.
 * - `share`: two tabs woke up together and sent the same cookie; each of them gets a token of its own.
 * - `theft`: there is a copy. Whether it is the thief or the victim who asks cannot be told, so the session must
 * end.
 */
export function judgeRefresh(usedMsAgo: number | null): 'rotate' | 'share' | 'theft' {
  if (usedMsAgo === null) return 'rotate';
  return usedMsAgo <= GRACE_MS ? 'share' : 'theft';
}
