import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { issueToken } from '../db/one-time-token-store.ts';
import { findUserByEmail } from '../db/user-store.ts';
import type { TokenPurpose } from '../domain/one-time-token.ts';
import type { Mails } from '../mail/mails.ts';

type Claim = {
  readonly purpose: Exclude<TokenPurpose, 'RESET_PASSWORD'>;
  /** Whose address it is said to be. */
  readonly userId: string;
  readonly email: string;
};

/**
 * Mails the link that shows an address to be a user's; when another account has it, that it has one. Both take the same
 * statements: who asks learns nothing from the answer, nor from its time.
 */
export async function mailConfirmation(tx: Tx, mails: Mails, { purpose, userId, email }: Claim): Promise<void> {
  const owner = await findUserByEmail(tx, email);
  const token = await issueToken(tx, purpose, { userId, email });
  const isFree = owner === null || owner.id === userId;
  await (isFree ? mails.confirmEmail(tx, { purpose, email, token }) : mails.hasAccount(tx, email));
}
