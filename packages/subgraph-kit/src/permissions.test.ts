import { expect, it } from 'vitest';
import { PERMISSIONS, permissionsNamed, ROLE_PERMISSIONS, withImplied } from './permissions.ts';

it('gives customers nothing, staff all but locking people out, admins all', () => {
  expect(ROLE_PERMISSIONS.CUSTOMER).toEqual([]);
  expect(ROLE_PERMISSIONS.ADMIN).toEqual(PERMISSIONS);
  expect(PERMISSIONS.filter((each) => !ROLE_PERMISSIONS.STAFF.includes(each))).toEqual([
    'MANAGE_CUSTOMERS',
    'READ_AUDIT_LOG',
  ]);
});

it('reads what is named, and of a role when nothing is', () => {
  expect(permissionsNamed('STAFF', ['READ_ORDERS', 'OF_A_LATER_VERSION'])).toEqual(['READ_ORDERS']);
  expect(permissionsNamed('STAFF', [])).toEqual([]);
  expect(permissionsNamed('STAFF', undefined)).toBe(ROLE_PERMISSIONS.STAFF);
});

it('adds what a permission needs, once', () => {
  expect(withImplied(['REFUND_PAYMENTS', 'MANAGE_ORDERS'])).toEqual([
    'READ_ORDERS',
    'MANAGE_ORDERS',
    'REFUND_PAYMENTS',
  ]);
  expect(withImplied([])).toEqual([]);
});
