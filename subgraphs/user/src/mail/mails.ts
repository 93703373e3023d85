import type { Tx } from '@storegraph/subgraph-kit/database/database';
import type { Account } from '../domain/user.ts';
import { mailOf } from './mail-text.ts';
import { queueMail } from './outgoing-mail.ts';

/** The mails of the shop. Each is sent once the transaction that asks for it is committed. */
export type Mails = {
  /** To who owns the account, in case it was somebody else. */
  passwordChanged(tx: Tx, account: Account): Promise<void>;
};

/** @param shop - its name */
export function createMails(shop: string): Mails {
  return {
    passwordChanged: (tx, { email, name }) =>
      queueMail(
        tx,
        mailOf(email, `Your password at ${shop} was changed`, [
          `Hello ${name},`,
          'the password of your account was changed just now, and you were signed out everywhere else.',
          'If that was not you, somebody else can use your account. Tell us at once.',
          shop,
        ]),
      ),
  };
}
