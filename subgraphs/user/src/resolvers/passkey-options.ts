import type { Context } from '../context.ts';

/** Asks a browser for a passkey, and tells it apart by a cookie when it answers. */
export function passkeyOptions({ setCookie, challengeCookie }: Context, browser: string, options: string) {
  setCookie(challengeCookie.write(browser));
  return { __typename: 'PasskeyOptions' as const, options };
}
