import { eq, sql } from 'drizzle-orm';
import type { MySqlColumn } from 'drizzle-orm/mysql-core';
import { emptyAuditDetails } from '@storegraph/subgraph-kit/database/audit-log-store';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import type { User } from '../domain/user.ts';
import {
  addressTable,
  challengeTable,
  linkedAccountTable,
  mailTable,
  oneTimeTokenTable,
  passkeyTable,
  recoveryCodeTable,
  sessionTable,
  totpTable,
  userTable,
} from './schema.ts';

/** Rows that go with a person, by the column that says whose they are. */
export const GONE_WITH_USER: readonly MySqlColumn[] = [
  addressTable.userId,
  challengeTable.userId,
  linkedAccountTable.userId,
  oneTimeTokenTable.userId,
  passkeyTable.userId,
  recoveryCodeTable.userId,
  sessionTable.userId,
  totpTable.userId,
];

/** Tables that {@link eraseUserRows} takes a person out of. */
export const ERASED_TABLES: readonly string[] = ['audit_log', 'mail', 'user'];

/** All others, and why they stay as they are. */
export const KEPT_TABLES: Readonly<Record<string, string>> = {
  api_key: 'is of the shop: it works on when the admin who made it has left',
  outbox: 'events carry ids alone',
  refresh_token: 'goes with its session',
  staff_role: 'is of the shop',
};

const PSEUDONYM = 'Erased user';

/**
 * Makes a pseudonym of a user: what tells who they were is gone, their e-mail address is free again, and the id stays,
 * which orders and the ledger name. The caller has the user locked and has ended their sessions.
 */
export async function eraseUserRows(tx: Tx, { id, email }: User): Promise<void> {
  for (const column of GONE_WITH_USER) await tx.named('user.eraseRows').delete(column.table).where(eq(column, id));
  if (email !== null) {
    // Some were asked for before the address had an account.
    await tx.named('user.eraseTokens').delete(oneTimeTokenTable).where(eq(oneTimeTokenTable.email, email));
    await tx
      .named('user.eraseMails')
      .delete(mailTable)
      .where(eq(sql`json_value(${mailTable.message}, '$.to')`, email));
  }
  await emptyAuditDetails(tx, [id]);
  await tx
    .named('user.eraseUser')
    .update(userTable)
    .set({
      name: PSEUDONYM,
      // By its columns a guest, who needs a phone: one that no number is.
      phone: '',
      email: null,
      emailKey: null,
      passwordHash: null,
      role: 'CUSTOMER',
      staffRoleId: null,
      disabledAt: sql`utc_timestamp(3)`,
      erasedAt: sql`coalesce(${userTable.erasedAt}, utc_timestamp(3))`,
    })
    .where(eq(userTable.id, id));
}
