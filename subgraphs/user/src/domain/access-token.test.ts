import { expect, it } from 'vitest';
import { accessTokenClaims } from './access-token.ts';
import type { User } from './user.ts';

const guest: User = {
  id: '0198c0de-0000-7000-8000-000000000001',
  name: 'Gina Guest',
  email: null,
  phone: '+1 555 010 0100',
  role: 'CUSTOMER',
  isGuest: true,
  isDisabled: false,
  createdAt: new Date(0),
};

it('names the user, the session and what the user may do, for ten minutes', () => {
  expect(accessTokenClaims(guest, 'the-session', new Date('2026-03-01T09:30:00.999Z'))).toEqual({
    sub: guest.id,
    sid: 'the-session',
    role: 'CUSTOMER',
    guest: true,
    iat: 1_772_357_400,
    exp: 1_772_358_000,
  });
});
