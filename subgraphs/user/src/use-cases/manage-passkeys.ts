import { z } from 'zod';
import { idOrNil } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { changePasskeyName, deletePasskey } from '../db/passkey-store.ts';
import { passkeyNotFound, type NotFound, type SessionEnded } from '../domain/refusals.ts';
import { objectionToRemoving } from '../domain/second-factor.ts';
import type { Deps } from './deps.ts';
import { passkeyName } from './input-rules.ts';
import { auditOwn, lockOwnFactors } from './own-factors.ts';

const inputSchema = z.object({ passkeyId: z.string().transform(idOrNil), name: passkeyName });

export async function renamePasskey(
  { database }: Deps,
  { userId }: Person,
  input: unknown,
): Promise<Result<void, InvalidInput | NotFound>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { passkeyId: id, name } = parsed.value;
  return database.transaction(async (tx) =>
    (await changePasskeyName(tx, { id, userId, name })) ? ok(undefined) : refuse(passkeyNotFound),
  );
}

export function removePasskey(
  { database, staffRule }: Deps,
  person: Person,
  { passkeyId }: { readonly passkeyId: string },
): Promise<Result<void, InvalidInput | NotFound | SessionEnded>> {
  const id = idOrNil(passkeyId);
  return database.transaction(async (tx) => {
    const own = await lockOwnFactors(tx, person);
    if (!own.ok) return own;
    const { user, factors } = own.value;
    const objection = objectionToRemoving(user, { ...factors, passkeys: factors.passkeys - 1 }, staffRule);
    if (objection) return refuse(objection);
    if (!(await deletePasskey(tx, { id, userId: user.id }))) return refuse(passkeyNotFound);
    await auditOwn(tx, person, 'removePasskey', { passkeyId: id });
    return ok(undefined);
  });
}
