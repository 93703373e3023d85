import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { deletePasskeysOf, findPasskeysOf } from '../db/passkey-store.ts';
import { endSessionsOf } from '../db/session-store.ts';
import { deleteTotp } from '../db/totp-store.ts';
import type { Forbidden, NotFound } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from './deps.ts';
import { lockForAdmin } from './lock-for-admin.ts';

/** Takes a user's second factor and passkeys away, who has lost them, and ends their sessions. */
export function resetSecondFactor(
  { database }: Deps,
  actor: Person,
  { userId }: { readonly userId: string },
): Promise<Result<User, InvalidInput | NotFound | Forbidden>> {
  return database.transaction(async (tx) => {
    const locked = await lockForAdmin(tx, actor, { action: 'resetSecondFactor', userId });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    // At an open session of theirs, anybody could.
    if (user.id === actor.userId)
      return refuse(invalidInput('Change your own on your account page.', 'input', 'userId'));
    const passkeys = (await findPasskeysOf(tx, [user.id])).length;
    const hasSecondFactor = await deleteTotp(tx, user.id);
    await deletePasskeysOf(tx, user.id);
    await endSessionsOf(tx, user.id);
    await recordAudit(tx, {
      actorId: actor.userId,
      action: 'resetSecondFactor',
      subjectId: user.id,
      details: { before: { hasSecondFactor, passkeys }, after: { hasSecondFactor: false, passkeys: 0 } },
    });
    return ok(user);
  });
}
