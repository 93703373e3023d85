import type { Tx } from '@storegraph/subgraph-kit/database/database';
import type { Account } from '../domain/user.ts';
import { mailOf } from './mail-text.ts';
import type { Mail } from './mailer.ts';

/** The mails of the shop. Each is sent once the transaction that asks for it is committed. */
export type Mails = {
  /** To who owns the account, in case it was somebody else. */
  passwordChanged(tx: Tx, account: Account): Promise<void>;
};

/**
 * @param shop - its name
 * @param queue - writes a mail down to be sent; null in a shop that sends none
 */
export function createMails(shop: string, queue: ((tx: Tx, mail: Mail) => Promise<void>) | null): Mails {
  const ask = async (tx: Tx, mail: Mail): Promise<void> => queue?.(tx, mail);
  return {
    passwordChanged: (tx, { email, name }) =>
      ask(
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
