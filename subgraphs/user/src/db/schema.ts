import { sql } from 'drizzle-orm';
import { bigint, boolean, check, foreignKey, index, int, mysqlTable, primaryKey, unique } from 'drizzle-orm/mysql-core';
import { exactText, jsonText, moment, peopleText, uuid } from '@storegraph/subgraph-kit/database/columns';
import type { Permission, Role } from '@storegraph/subgraph-kit/permissions';
import type { ChallengePurpose } from '../domain/challenge.ts';
import type { TokenPurpose } from '../domain/one-time-token.ts';
import type { Mail } from '../mail/mailer.ts';

export { auditLogTable } from '@storegraph/subgraph-kit/database/audit-log';
export { outboxTable } from '@storegraph/subgraph-kit/events/outbox';

const now = sql`(utc_timestamp(3))`;

/** A role that the shop has made for its staff. */
export const staffRoleTable = mysqlTable(
  'staff_role',
  {
    id: uuid().primaryKey(),
    name: peopleText({ length: 60 }).notNull(),
    permissions: jsonText().$type<readonly Permission[]>().notNull(),
    createdAt: moment('created_at').notNull().default(now),
  },
  (table) => [unique('staff_role_name').on(table.name)],
);

export const userTable = mysqlTable(
  'user',
  {
    id: uuid().primaryKey(),
    name: peopleText({ length: 200 }).notNull(),
    // As the user typed it. Any number of accounts may claim an address; who has confirmed it has its `emailKey`.
    email: peopleText({ length: 254 }),
    emailKey: exactText('email_key', { length: 254 }),
    phone: exactText({ length: 40 }),
    // Its digits from the last to the first: people leave out the beginning, and an index finds beginnings.
    phoneReversed: exactText('phone_reversed', { length: 40 }).generatedAlwaysAs(
      sql`reverse(regexp_replace(phone, '[^0-9]', ''))`,
      { mode: 'stored' },
    ),
    passwordHash: exactText('password_hash', { length: 255 }),
    role: exactText({ length: 16 }).$type<Role>().notNull(),
    staffRoleId: uuid('staff_role_id'),
    disabledAt: moment('disabled_at'),
    erasedAt: moment('erased_at'),
    createdAt: moment('created_at').notNull().default(now),
  },
  (table) => [
    unique('user_email_key').on(table.emailKey),
    index('user_created').on(table.createdAt, table.id),
    index('user_name').on(table.name, table.id),
    index('user_role_created').on(table.role, table.createdAt, table.id),
    index('user_phone').on(table.phoneReversed),
    index('user_staff_role').on(table.staffRoleId),
    foreignKey({ name: 'user_staff_role_fk', columns: [table.staffRoleId], foreignColumns: [staffRoleTable.id] }),
    check('user_staff_role', sql`${table.staffRoleId} is null or ${table.role} = 'STAFF'`),
    check('user_role', sql`${table.role} in ('CUSTOMER', 'STAFF', 'ADMIN')`),
    // A guest has a phone and neither e-mail nor password nor rights; everybody else has an e-mail, confirmed or not, and a password unless they sign in elsewhere.
    check(
      'user_guest_or_account',
      sql`(${table.email} is null and ${table.emailKey} is null and ${table.passwordHash} is null and ${table.phone} is not null and ${table.role} = 'CUSTOMER')
        or ${table.email} is not null`,
    ),
  ],
);

export const addressTable = mysqlTable(
  'address',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id').notNull(),
    recipient: peopleText({ length: 200 }).notNull(),
    phone: exactText({ length: 40 }),
    line1: peopleText({ length: 200 }).notNull(),
    line2: peopleText({ length: 200 }),
    city: peopleText({ length: 100 }).notNull(),
    region: peopleText({ length: 100 }),
    postalCode: exactText('postal_code', { length: 20 }).notNull(),
    countryCode: exactText('country_code', { length: 2 }).notNull(),
    // True or null, never false: so that the key below lets a user have one default, and any number of others.
    isDefault: boolean('is_default'),
  },
  // Ids are sorted by time, so this index is also the order of the address book.
  (table) => [
    index('address_user').on(table.userId, table.id),
    unique('address_default').on(table.userId, table.isDefault),
    check('address_default_or_null', sql`${table.isDefault}`),
    foreignKey({ name: 'address_user_fk', columns: [table.userId], foreignColumns: [userTable.id] }),
  ],
);

/** A signed-in device. A session that has ended is a row that is gone. */
export const sessionTable = mysqlTable(
  'session',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id').notNull(),
    createdAt: moment('created_at').notNull().default(now),
    expiresAt: moment('expires_at').notNull(),
    device: exactText({ length: 60 }),
    // When a second factor was proven in it, if ever.
    secondFactorAt: moment('second_factor_at'),
  },
  (table) => [
    index('session_user').on(table.userId),
    index('session_expiry').on(table.expiresAt),
    foreignKey({ name: 'session_user_fk', columns: [table.userId], foreignColumns: [userTable.id] }),
  ],
);

/** Every refresh token of a session, used ones too: a used one that comes back tells of a theft. */
export const refreshTokenTable = mysqlTable(
  'refresh_token',
  {
    hash: exactText({ length: 43 }).primaryKey(),
    sessionId: uuid('session_id').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [
    index('refresh_token_session').on(table.sessionId),
    index('refresh_token_expiry').on(table.expiresAt),
    foreignKey({
      name: 'refresh_token_session_fk',
      columns: [table.sessionId],
      foreignColumns: [sessionTable.id],
    }).onDelete('cascade'),
  ],
);

/** Who a user is elsewhere: an account of an OpenID provider that signs them in. */
export const linkedAccountTable = mysqlTable(
  'linked_account',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id').notNull(),
    issuer: exactText({ length: 255 }).notNull(),
    subject: exactText({ length: 255 }).notNull(),
    createdAt: moment('created_at').notNull().default(now),
    // Of access tokens of the issuer that are used here: none when it ended, and when the last token was issued.
    sessionId: uuid('session_id'),
    lastIssuedAt: moment('last_issued_at'),
  },
  (table) => [
    foreignKey({
      name: 'linked_account_session_fk',
      columns: [table.sessionId],
      foreignColumns: [sessionTable.id],
    }).onDelete('set null'),
    unique('linked_account_subject').on(table.issuer, table.subject),
    index('linked_account_user').on(table.userId),
    foreignKey({ name: 'linked_account_user_fk', columns: [table.userId], foreignColumns: [userTable.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** A way in for a program. One that was revoked is a row that is gone. */
export const apiKeyTable = mysqlTable(
  'api_key',
  {
    id: uuid().primaryKey(),
    name: peopleText({ length: 60 }).notNull(),
    hash: exactText({ length: 43 }).notNull(),
    permissions: jsonText().$type<readonly Permission[]>().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: moment('created_at').notNull().default(now),
    expiresAt: moment('expires_at'),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [unique('api_key_name').on(table.name), unique('api_key_hash').on(table.hash)],
);

/** Digests of the tokens in mailed links: of each purpose, a user has one. A token that was used is a row that is gone. */
export const oneTimeTokenTable = mysqlTable(
  'one_time_token',
  {
    id: uuid().primaryKey(),
    hash: exactText({ length: 43 }).notNull(),
    purpose: exactText({ length: 16 }).$type<TokenPurpose>().notNull(),
    // Null for an address without an account: that takes as long as for one with.
    userId: uuid('user_id'),
    email: peopleText({ length: 254 }).notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    unique('one_time_token_hash').on(table.hash),
    unique('one_time_token_user_purpose').on(table.userId, table.purpose),
    index('one_time_token_expiry').on(table.expiresAt),
    foreignKey({
      name: 'one_time_token_user_fk',
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete('cascade'),
  ],
);

/** Mails to be sent, and for some days that they were. What one says is kept only until then, but in a demo's mailbox. */
export const mailTable = mysqlTable(
  'mail',
  {
    id: uuid().primaryKey(),
    message: jsonText().$type<Mail>(),
    state: exactText({ length: 8 }).$type<'WAITING' | 'SENT' | 'KEPT' | 'FAILED'>().notNull(),
    tries: int().notNull().default(0),
    // Of the next try.
    dueAt: moment('due_at').notNull().default(now),
    endedAt: moment('ended_at'),
  },
  (table) => [
    index('mail_due').on(table.state, table.dueAt),
    index('mail_ended').on(table.endedAt),
    check(
      'mail_state',
      sql`(${table.state} = 'WAITING' and ${table.message} is not null and ${table.endedAt} is null)
        or (${table.state} = 'KEPT' and ${table.message} is not null and ${table.endedAt} is not null)
        or (${table.state} in ('SENT', 'FAILED') and ${table.message} is null and ${table.endedAt} is not null)`,
    ),
  ],
);

/** A user's authenticator app. It counts from the first code that was right. */
export const totpTable = mysqlTable(
  'totp',
  {
    userId: uuid('user_id').primaryKey(),
    // Encrypted: whoever reads the table cannot make codes.
    sealedSecret: exactText('sealed_secret', { length: 255 }).notNull(),
    confirmedAt: moment('confirmed_at'),
    // The period of the last code that was taken: neither it nor an older one is taken again.
    lastStep: bigint('last_step', { mode: 'number' }),
    createdAt: moment('created_at').notNull().default(now),
  },
  (table) => [
    foreignKey({ name: 'totp_user_fk', columns: [table.userId], foreignColumns: [userTable.id] }).onDelete('cascade'),
  ],
);

/** The recovery codes that are left. A code that was used is a row that is gone. */
export const recoveryCodeTable = mysqlTable(
  'recovery_code',
  { userId: uuid('user_id').notNull(), hash: exactText({ length: 43 }).notNull() },
  (table) => [
    primaryKey({ columns: [table.userId, table.hash] }),
    foreignKey({ name: 'recovery_code_user_fk', columns: [table.userId], foreignColumns: [userTable.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** A key pair of a user's device or key ring. Here is its public half. */
export const passkeyTable = mysqlTable(
  'passkey',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id').notNull(),
    name: peopleText({ length: 60 }).notNull(),
    // Too long for an index, so what must be unique is its digest.
    credentialId: exactText('credential_id', { length: 1364 }).notNull(),
    credentialHash: exactText('credential_hash', { length: 43 }).notNull(),
    publicKey: exactText('public_key', { length: 2048 }).notNull(),
    // How often it has signed, by its own count; 0 for keys that do not count.
    counter: bigint({ mode: 'number' }).notNull(),
    transports: jsonText().$type<readonly string[]>().notNull(),
    createdAt: moment('created_at').notNull().default(now),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [
    unique('passkey_credential').on(table.credentialHash),
    index('passkey_user').on(table.userId, table.id),
    foreignKey({ name: 'passkey_user_fk', columns: [table.userId], foreignColumns: [userTable.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** What a browser has to answer within minutes. The digest is of the challenge and of a cookie of that browser. */
export const challengeTable = mysqlTable(
  'challenge',
  {
    hash: exactText({ length: 43 }).primaryKey(),
    purpose: exactText({ length: 24 }).$type<ChallengePurpose>().notNull(),
    // Null for a passkey that will say itself whose it is.
    userId: uuid('user_id'),
    tries: int().notNull().default(0),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    index('challenge_user').on(table.userId),
    index('challenge_expiry').on(table.expiresAt),
    check(
      'challenge_purpose',
      sql`(${table.purpose} in ('SECOND_FACTOR', 'PASSKEY_REGISTRATION', 'PROVIDER_LINK') and ${table.userId} is not null)
        or (${table.purpose} in ('PASSKEY_SIGN_IN', 'PROVIDER_SIGN_IN') and ${table.userId} is null)`,
    ),
    foreignKey({ name: 'challenge_user_fk', columns: [table.userId], foreignColumns: [userTable.id] }).onDelete(
      'cascade',
    ),
  ],
);
