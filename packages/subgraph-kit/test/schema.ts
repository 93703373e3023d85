import { int, mysqlTable } from 'drizzle-orm/mysql-core';
import { amountMinor, exactText, moment, peopleText, uuid } from '../src/database/columns.ts';

export { auditLogTable } from '../src/database/audit-log.ts';
export { deadLetterTable } from '../src/events/dead-letter-store.ts';
export { inboxAttemptTable } from '../src/events/dead-letters.ts';
export { idempotencyTable } from '../src/database/idempotency.ts';
export { inboxTable } from '../src/events/inbox.ts';
export { outboxTable } from '../src/events/outbox.ts';

export const counterTable = mysqlTable('counter', {
  id: uuid().primaryKey(),
  value: int().notNull().default(0),
});

export const sampleTable = mysqlTable('sample', {
  id: uuid().primaryKey(),
  at: moment().notNull(),
  price: amountMinor().notNull(),
  code: exactText({ length: 20 }).notNull().unique('sample_code_unique'),
  name: peopleText({ length: 20 }).notNull(),
});
