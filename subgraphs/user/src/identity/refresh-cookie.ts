import { CHALLENGE_MINUTES } from '../domain/challenge.ts';
import { SESSION_DAYS } from '../domain/session.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A cookie that holds 256 random bits. Scripts cannot read it, and no other site can make a browser send it. */
export type TokenCookie = {
  /** The token in a `Cookie` header, or null. */
  read(header: string | undefined): string | null;
  /** `Set-Cookie` value that stores a token. */
  write(token: string): string;
  /** `Set-Cookie` value that removes it. */
  readonly clear: string;
};

/**
 * The cookie of the refresh token.
 * @param isSecure - true where the shop is served by HTTPS. Browsers then let no subdomain and no plain-HTTP answer
 * write it (`__Host-`); that prefix demands `Path=/`, which is used in both cases, as a path is no protection.
 */
export const createRefreshCookie = (isSecure: boolean): TokenCookie =>
  createTokenCookie('storegraph_refresh', SESSION_DAYS * 86_400, isSecure);

/** The cookie of the browser that was given a challenge. */
export const createChallengeCookie = (isSecure: boolean): TokenCookie =>
  createTokenCookie('storegraph_challenge', CHALLENGE_MINUTES * 60, isSecure);

function createTokenCookie(plainName: string, lifetimeSeconds: number, isSecure: boolean): TokenCookie {
  const name = isSecure ? `__Host-${plainName}` : plainName;
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  return {
    read: (header) => {
      const token = cookieValue(header, name);
      return token !== undefined && TOKEN.test(token) ? token : null;
    },
    write: (token) => `${name}=${token}; ${attributes}; Max-Age=${lifetimeSeconds}`,
    clear: `${name}=; ${attributes}; Max-Age=0`,
  };
}

/** The value of a cookie in a `Cookie` header. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const prefix = `${name}=`;
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(prefix));
  return pair?.slice(prefix.length);
}
