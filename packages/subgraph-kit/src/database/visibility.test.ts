import { MySqlDialect, mysqlTable } from 'drizzle-orm/mysql-core';
import { sql, type SQL } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ROLE_PERMISSIONS } from '../permissions.ts';
import type { Viewer } from '../viewer.ts';
import { uuid } from './columns.ts';
import { visibilityFor, visibleBy } from './visibility.ts';

const { owner } = mysqlTable('thing', { owner: uuid().notNull() });
const userId = '01234567-89ab-cdef-0123-456789abcdef';
const user = (role: 'CUSTOMER' | 'STAFF' | 'ADMIN'): Viewer => ({
  kind: 'user',
  userId,
  role,
  permissions: ROLE_PERMISSIONS[role],
  isGuest: false,
  sessionId: userId,
  visitorId: null,
});

it('shows a user their own, staff and services all, and others nothing', () => {
  expect(visibilityFor(user('CUSTOMER'), 'READ_ORDERS')).toEqual({ ownerId: userId });
  expect(visibilityFor(user('STAFF'), 'READ_ORDERS')).toBe('all');
  expect(visibilityFor(user('ADMIN'), 'READ_ORDERS')).toBe('all');
  expect(visibilityFor(user('STAFF'), 'MANAGE_CUSTOMERS')).toEqual({ ownerId: userId });
  expect(visibilityFor({ kind: 'service', service: 'order' }, 'READ_ORDERS')).toBe('all');
  expect(visibilityFor({ kind: 'anonymous', visitorId: userId }, 'READ_ORDERS')).toBe('none');
});

it('is a condition on the owner', () => {
  const { toPart, encode, shapeOf } = visibleBy(owner);
  const written = (part: SQL | undefined) => part && new MySqlDialect().sqlToQuery(part).sql;
  const placeholder = sql.placeholder('visibility');
  expect(written(toPart(placeholder, 'all'))).toBeUndefined();
  expect(written(toPart(placeholder, 'none'))).toBe('false');
  expect(written(toPart(placeholder, { ownerId: userId }))).toBe('`thing`.`owner` = ?');
  expect(encode?.({ ownerId: userId })).toEqual(Buffer.from(userId.replaceAll('-', ''), 'hex'));
  expect(new Set([shapeOf?.('all'), shapeOf?.('none'), shapeOf?.({ ownerId: userId })]).size).toBe(3);
});
