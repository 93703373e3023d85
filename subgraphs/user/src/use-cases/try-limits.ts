import type { GrowingDelay, RateLimit, RateLimits } from '@storegraph/subgraph-kit/limits/rate-limits';
import type { z } from 'zod';
import type { userSettings } from '../settings.ts';

/** How often what needs no sign-in may be tried: by network address, unless it says otherwise. */
export type TryLimits = {
  readonly login: RateLimit;
  readonly register: RateLimit;
  readonly guest: RateLimit;
  readonly refresh: RateLimit;
  /** Second steps of sign-ins, and sign-ins by a passkey. */
  readonly secondFactor: RateLimit;
  readonly passkey: RateLimit;
  /** Sign-ins that begin at an OpenID provider. */
  readonly provider: RateLimit;
  /** Wrong codes of one account, or of one on one known device. */
  readonly code: GrowingDelay;
  readonly reset: RateLimit;
  /** Mails with a link, by the e-mail address that they go to. */
  readonly mail: RateLimit;
  /** Wrong passwords of one account, or of one on one known device. */
  readonly password: GrowingDelay;
};

type Settings = z.output<z.ZodObject<typeof userSettings>>;

export function createTryLimits({ limit, growingDelay }: RateLimits, settings: Settings): TryLimits {
  const rules = { freeTries: settings.PASSWORD_FREE_TRIES, maxSeconds: settings.PASSWORD_MAX_DELAY_SECONDS };
  return {
    login: limit('login', settings.LOGIN_RATE),
    secondFactor: limit('second-factor', settings.LOGIN_RATE),
    passkey: limit('passkey', settings.LOGIN_RATE),
    provider: limit('provider', settings.LOGIN_RATE),
    register: limit('register', settings.REGISTER_RATE),
    guest: limit('guest', settings.GUEST_RATE),
    refresh: limit('refresh', settings.REFRESH_RATE),
    reset: limit('reset', settings.RESET_RATE),
    mail: limit('mail', settings.MAIL_RATE),
    password: growingDelay('password', rules),
    code: growingDelay('code', rules),
  };
}
