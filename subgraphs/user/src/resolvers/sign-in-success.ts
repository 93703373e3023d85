import { newId } from '@storegraph/subgraph-kit/id';
import type { Context } from '../context.ts';
import { newChallenge } from '../identity/challenge.ts';
import type { LoginOrigin } from '../use-cases/origin.ts';
import type { Asking, SecondFactorRequired, SignIn } from '../use-cases/sign-in.ts';

/** Hands a sign-in to the browser: the refresh token as a cookie, the rest as the answer. */
export function signInSuccess(context: Context, signIn: SignIn) {
  const { user, session, refreshToken, accessToken, role, permissions, isHeldBack } = signIn;
  const { viewer } = context;
  context.setCookie(context.refreshCookie.write(refreshToken));
  context.viewer = {
    kind: 'user',
    userId: user.id,
    role,
    permissions,
    isGuest: user.isGuest,
    sessionId: session.id,
    visitorId: viewer.kind === 'service' ? null : viewer.visitorId,
  };
  return {
    __typename: 'SignInSuccess' as const,
    user,
    session,
    accessToken: accessToken.token,
    accessTokenExpiresAt: accessToken.expiresAt,
    needsSecondFactor: isHeldBack,
  };
}

/** As {@link signInSuccess}, where somebody proved whose the account is: from now on the device is known to it. */
export async function provenSignIn(context: Context, signIn: SignIn) {
  const success = signInSuccess(context, signIn);
  context.setCookie(await context.deviceCookie.write(signIn.user.id, newId()));
  return success;
}

/** The browser that asks. One that was never asked for a second step is told apart from now on. */
export const askingOf = ({ cookie, refreshCookie, challengeCookie }: Context): Asking => ({
  refreshToken: refreshCookie.read(cookie),
  browser: challengeCookie.read(cookie) ?? newChallenge(),
});

/** From where somebody signs in. */
export const loginOriginOf = ({ addressHash, signal, userAgent, deviceCookie, cookie }: Context): LoginOrigin => ({
  addressHash,
  signal,
  userAgent,
  knownDevice: (userId) => deviceCookie.read(cookie, userId),
});

/** What comes after the first factor: a session, or the question for the second. */
export function firstFactorAnswer(context: Context, passed: SignIn | SecondFactorRequired) {
  if (!('challenge' in passed)) return provenSignIn(context, passed);
  context.setCookie(context.challengeCookie.write(passed.browser));
  return {
    __typename: 'SecondFactorRequired' as const,
    challenge: passed.challenge,
    expiresAt: passed.expiresAt,
  };
}
