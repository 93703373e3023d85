import { userEvents } from '@storegraph/event-catalogue/user-events';
import { recordAudit } from '@storegraph/subgraph-kit/database/audit-log';
import { newId } from '@storegraph/subgraph-kit/id';
import { newEvent } from '@storegraph/subgraph-kit/events/event-type';
import { recordEvents } from '@storegraph/subgraph-kit/events/outbox';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import type { InvalidInput, Result } from '@storegraph/subgraph-kit/result';
import { insertVerifiedAccount } from '../db/user-store.ts';
import type { EmailTaken } from '../domain/refusals.ts';
import type { User } from '../domain/user.ts';
import { hashPassword } from '../identity/passwords.ts';
import type { Deps } from './deps.ts';
import { registration } from './input-rules.ts';

/**
 * Creates an admin from the operator's terminal; nobody on the network can. In the audit log they stand as their own
 * creator.
 */
export async function createAdmin(
  { database }: Pick<Deps, 'database'>,
  input: unknown,
): Promise<Result<User, InvalidInput | EmailTaken>> {
  const parsed = parseInput(registration, input, []);
  if (!parsed.ok) return parsed;
  const { password, ...person } = parsed.value;
  const account = { ...person, id: newId(), passwordHash: await hashPassword(password) };
  return database.transaction(async (tx) => {
    const admin = await insertVerifiedAccount(tx, account, 'ADMIN');
    if (!admin.ok) return admin;
    await recordEvents(tx, [newEvent(userEvents.UserRegistered, { userId: account.id })]);
    await recordAudit(tx, {
      actorId: account.id,
      action: 'createAdmin',
      subjectId: account.id,
      details: { before: {}, after: { role: 'ADMIN' } },
    });
    return admin;
  });
}
