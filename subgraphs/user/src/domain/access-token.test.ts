import { expect, it } from 'vitest';
import { accessTokenClaims } from './access-token.ts';
import type { User } from './user.ts';

const guest: User = {
  id: '0198c0de-0000-7000-8000-000000000001',
  name: 'Gina Guest',
  email: null,
  isEmailVerified: false,
  phone: '+1 555 010 0100',
  role: 'CUSTOMER',
  staffRoleId: null,
  isGuest: true,
  isDisabled: false,
  isErased: false,
  createdAt: new Date(0),
};

it('names the user, the session and what the user may do, for ten minutes', () => {
  expect(
    accessTokenClaims({ user: guest, staffRole: null, sessionId: 'the-session' }, new Date('2026-03-01T09:30:00.999Z')),
  ).toEqual({
    sub: guest.id,
    sid: 'the-session',
    role: 'CUSTOMER',
    guest: true,
    iat: 1_772_357_400,
    exp: 1_772_358_000,
  });
});

it('names the permissions of a staff role', () => {
  const staff: User = {
    ...guest,
    isGuest: false,
    email: 'sasha@example.com',
    isEmailVerified: true,
    role: 'STAFF',
    staffRoleId: 'r',
  };
  const staffRole = { id: 'r', name: 'Refunds', permissions: ['REFUND_PAYMENTS'] } as const;
  expect(accessTokenClaims({ user: staff, staffRole, sessionId: 's' }, new Date(0))).toMatchObject({
    role: 'STAFF',
    permissions: ['REFUND_PAYMENTS'],
  });
});
