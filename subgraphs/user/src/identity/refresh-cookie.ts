import { SESSION_DAYS } from '../domain/session.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export type RefreshCookie = {
  /** The token in a `Cookie` header, or null. */
  read(header: string | undefined): string | null;
  /** `Set-Cookie` value that stores a token. */
  write(token: string): string;
  /** `Set-Cookie` value that removes it. */
  readonly clear: string;
};

/**
 * The cookie of the refresh token. Scripts cannot read it, and no other site can make a browser send it.
 * @param isSecure - true where the shop is served by HTTPS. Browsers then let no subdomain and no plain-HTTP answer
 * write it (`__Host-`); that prefix demands `Path=/`, which is used in both cases, as a path is no protection.
 */
export function createRefreshCookie(isSecure: boolean): RefreshCookie {
  const name = isSecure ? '__Host-storegraph_refresh' : 'storegraph_refresh';
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  return {
    read: (header) => {
      const token = cookieValue(header, name);
      return token !== undefined && TOKEN.test(token) ? token : null;
    },
    write: (token) => `${name}=${token}; ${attributes}; Max-Age=${SESSION_DAYS * 86_400}`,
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
