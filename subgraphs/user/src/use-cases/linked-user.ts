import { userEvents } from '@storegraph/event-catalogue/user-events';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { newId } from '@storegraph/subgraph-kit/id';
import { emailAddress } from '@storegraph/subgraph-kit/input/email-address';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { findLinkedAccount, insertLinkedAccount } from '../db/linked-account-store.ts';
import { insertVerifiedAccount, lockUser } from '../db/user-store.ts';
import type { ProvidedIdentity } from '../domain/linked-account.ts';
import type { ProviderSignInFailed } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import { personName } from './input-rules.ts';

export const failed = (reason: ProviderSignInFailed['reason']): Result<never, ProviderSignInFailed> =>
  refuse({ kind: 'providerSignInFailed', reason });

class LinkedMeanwhileError extends Error {
  override readonly name = 'LinkedMeanwhileError';
}

/** The user of a link, or a new one with it. */
export async function findOrCreate(tx: Tx, identity: ProvidedIdentity): Promise<Result<User, ProviderSignInFailed>> {
  const link = await findLinkedAccount(tx, identity);
  const known = link && (await lockUser(tx, link.userId));
  if (known !== null) return ok(known);
  const email = emailAddress.safeParse(identity.verifiedEmail);
  if (!email.success) return failed('NO_EMAIL');
  const id = newId();
  const name = personName.safeParse(identity.name).data ?? email.data;
  const made = await insertVerifiedAccount(
    tx,
    { id, name, email: email.data, phone: null, passwordHash: null },
    'CUSTOMER',
  );
  if (!made.ok) {
    // A provider may vouch for an address that another person of this shop had first: they say so, by signing in.
    if ((await findLinkedAccount(tx, identity)) !== null) throw new LinkedMeanwhileError();
    return failed('ACCOUNT_EXISTS');
  }
  if (!(await insertLinkedAccount(tx, { ...identity, userId: id }))) throw new LinkedMeanwhileError();
  await recordEvents(tx, [newEvent(userEvents.UserRegistered, { userId: id })]);
  return made;
}

/** Does it again when somebody with the same account elsewhere came first at the same moment, and has just been linked. */
export const againWhenLinked = <Value>(attempt: () => Promise<Value>): Promise<Value> =>
  attempt().catch((error: unknown) => {
    if (error instanceof LinkedMeanwhileError) return attempt();
    throw error;
  });
