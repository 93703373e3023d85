import type { StaffRole } from './staff-role.ts';
import type { User } from './user.ts';

/** Short, because an access token outlives the end of its session. */
export const ACCESS_TOKEN_SECONDS = 600;

/** What an access token says besides its issuer and audience. Times are seconds since 1970, as JWT has them. */
export type AccessTokenClaims = {
  readonly sub: string;
  readonly sid: string;
  readonly role: User['role'];
  /** Those of a staff role; without them, those of `role`. */
  readonly permissions?: StaffRole['permissions'];
  readonly guest: boolean;
  readonly iat: number;
  readonly exp: number;
};

/** Who gets a token, and of which session. */
export type TokenHolder = {
  readonly user: Pick<User, 'id' | 'role' | 'isGuest'>;
  readonly staffRole: StaffRole | null;
  readonly sessionId: string;
};

export function accessTokenClaims({ user, staffRole, sessionId }: TokenHolder, issuedAt: Date): AccessTokenClaims {
  const iat = Math.floor(issuedAt.getTime() / 1000);
  return {
    sub: user.id,
    sid: sessionId,
    role: user.role,
    ...(staffRole && { permissions: staffRole.permissions }),
    guest: user.isGuest,
    iat,
    exp: iat + ACCESS_TOKEN_SECONDS,
  };
}
