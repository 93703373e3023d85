import type { GrowingDelay, RateLimit, RateLimits } from '@storegraph/subgraph-kit/limits/rate-limits';
import type { z } from 'zod';
import type { userSettings } from '../settings.ts';

/** How often what needs no sign-in may be tried: all but the last by network address. */
export type TryLimits = {
  readonly login: RateLimit;
  readonly register: RateLimit;
  readonly guest: RateLimit;
  readonly refresh: RateLimit;
  /** Wrong passwords of one account, or of one on one known device. */
  readonly password: GrowingDelay;
};

type Settings = z.output<z.ZodObject<typeof userSettings>>;

export const createTryLimits = ({ limit, growingDelay }: RateLimits, settings: Settings): TryLimits => ({
  login: limit('login', settings.LOGIN_RATE),
  register: limit('register', settings.REGISTER_RATE),
  guest: limit('guest', settings.GUEST_RATE),
  refresh: limit('refresh', settings.REFRESH_RATE),
  password: growingDelay('password', {
    freeTries: settings.PASSWORD_FREE_TRIES,
    maxSeconds: settings.PASSWORD_MAX_DELAY_SECONDS,
  }),
});
