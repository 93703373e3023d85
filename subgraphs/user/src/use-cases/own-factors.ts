import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { findPasskeysOf } from '../db/passkey-store.ts';
import { findSession } from '../db/session-store.ts';
import { hasTotp } from '../db/totp-store.ts';
import { lockUser } from '../db/user-store.ts';
import type { SessionEnded } from '../domain/refusals.ts';
import type { Passkey } from '../domain/passkey.ts';
import type { Factors } from '../domain/second-factor.ts';
import type { Session } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import { refuse, ok, type Result } from '@storegraph/subgraph-kit/result';

type OwnFactors = {
  readonly user: User;
  readonly session: Session;
  readonly passkeys: readonly Passkey[];
  readonly factors: Factors;
};

/** The account that asks, and what it signs in with besides its password; both stay so until the transaction ends. */
export async function lockOwnFactors(tx: Tx, { userId, sessionId }: Person): Promise<Result<OwnFactors, SessionEnded>> {
  const user = await lockUser(tx, userId);
  const session = await findSession(tx, sessionId);
  if (user === null || session?.userId !== userId) return refuse({ kind: 'sessionEnded' });
  const passkeys = await findPasskeysOf(tx, [userId]);
  return ok({ user, session, passkeys, factors: { hasTotp: await hasTotp(tx, userId), passkeys: passkeys.length } });
}

/** Notes what somebody changed about how they sign in: it is asked for when an account was taken over. */
export const auditOwn = (
  tx: Tx,
  { userId }: Person,
  action: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> => recordAudit(tx, { actorId: userId, action, subjectId: userId, details });
