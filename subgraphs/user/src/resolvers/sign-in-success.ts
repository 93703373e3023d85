import { newId } from '@storegraph/subgraph-kit/id';
import type { Context } from '../context.ts';
import type { SignIn } from '../use-cases/sign-in.ts';

/** Hands a sign-in to the browser: the refresh token as a cookie, the rest as the answer. */
export function signInSuccess(context: Context, { user, session, refreshToken, accessToken, permissions }: SignIn) {
  const { viewer } = context;
  context.setCookie(context.refreshCookie.write(refreshToken));
  context.viewer = {
    kind: 'user',
    userId: user.id,
    role: user.role,
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
  };
}

/** As {@link signInSuccess}, where the account's password was given: from now on the device is known to it. */
export async function passwordSignIn(context: Context, signIn: SignIn) {
  const success = signInSuccess(context, signIn);
  context.setCookie(await context.deviceCookie.write(signIn.user.id, newId()));
  return success;
}
