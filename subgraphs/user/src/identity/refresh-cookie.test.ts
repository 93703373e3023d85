import { expect, it } from 'vitest';
import { createRefreshCookie } from './refresh-cookie.ts';
import { newRefreshToken } from './refresh-token.ts';

const token = newRefreshToken();

it('is out of reach of scripts and other sites', () => {
  expect(createRefreshCookie(false).write(token)).toBe(
    `storegraph_refresh=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000`,
  );
});

it('is bound to the host wherever HTTPS is', () => {
  expect(createRefreshCookie(true).write(token)).toBe(
    `__Host-storegraph_refresh=${token}; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=2592000`,
  );
});

it('is found among other cookies', () => {
  expect(createRefreshCookie(false).read(`theme=dark; storegraph_refresh=${token}; a=b`)).toBe(token);
});

it('is not read under the plain name where HTTPS is, which a subdomain could have written', () => {
  expect(createRefreshCookie(true).read(`storegraph_refresh=${token}`)).toBeNull();
});

it.each([undefined, '', 'storegraph_refresh=', 'storegraph_refresh=short', `x_storegraph_refresh=${token}`])(
  'is not there in %j',
  (header) => {
    expect(createRefreshCookie(false).read(header)).toBeNull();
  },
);
