import { expect, it } from 'vitest';
import { objectionToDisabling, objectionToRole } from './administration.ts';
import type { User } from './user.ts';

const person = { name: 'Ada', isDisabled: false, isErased: false, createdAt: new Date(0), phone: '+1 555 010 0100' };
const admin: User = {
  ...person,
  id: 'admin',
  email: 'ada@example.com',
  isEmailVerified: true,
  isGuest: false,
  role: 'ADMIN',
  staffRoleId: null,
};
const customer: User = { ...admin, id: 'customer', role: 'CUSTOMER' };
const guest: User = {
  ...person,
  id: 'guest',
  email: null,
  isEmailVerified: false,
  isGuest: true,
  role: 'CUSTOMER',
  staffRoleId: null,
};

it('keeps the last admin an admin', () => {
  expect(objectionToRole(admin, { role: 'STAFF', staffRoleId: null }, ['admin'])?.field).toEqual(['input', 'role']);
  expect(objectionToRole(admin, { role: 'STAFF', staffRoleId: null }, ['admin', 'another'])).toBeNull();
  expect(objectionToRole(customer, { role: 'STAFF', staffRoleId: null }, ['admin'])).toBeNull();
});

it('makes no guest staff', () => {
  expect(objectionToRole(guest, { role: 'STAFF', staffRoleId: null }, ['admin'])?.field).toEqual(['input', 'userId']);
  expect(objectionToRole(guest, { role: 'CUSTOMER', staffRoleId: null }, ['admin'])).toBeNull();
});

it('makes nobody staff who could not sign in', () => {
  const unconfirmed: User = { ...admin, id: 'unconfirmed', role: 'CUSTOMER', isEmailVerified: false };
  expect(objectionToRole(unconfirmed, { role: 'STAFF', staffRoleId: null }, ['admin'])?.field).toEqual([
    'input',
    'userId',
  ]);
  expect(objectionToRole(unconfirmed, { role: 'CUSTOMER', staffRoleId: null }, ['admin'])).toBeNull();
});

it('lets nobody lock themselves out', () => {
  expect(objectionToDisabling(admin, 'admin')?.field).toEqual(['input', 'userId']);
  expect(objectionToDisabling(customer, 'admin')).toBeNull();
});
