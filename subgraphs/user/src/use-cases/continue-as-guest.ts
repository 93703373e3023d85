import { z } from 'zod';
import { newId } from '@storegraph/subgraph-kit/id';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { phoneNumber } from '@storegraph/subgraph-kit/input/phone-number';
import { ok, type InvalidInput, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';
import { insertGuest } from '../db/user-store.ts';
import type { Deps } from './deps.ts';
import { personName } from './input-rules.ts';
import type { Origin } from './origin.ts';
import { issueSignIn, openSession, type SignIn } from './sign-in.ts';

const inputSchema = z.object({ name: personName, phone: phoneNumber });

export async function continueAsGuest(
  deps: Deps,
  input: unknown,
  refreshToken: string | null,
  origin: Origin,
): Promise<Result<SignIn, InvalidInput | RateLimited>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const allowed = await deps.tryLimits.guest(origin.addressHash);
  if (!allowed.ok) return allowed;
  const open = await deps.database.transaction(async (tx) => {
    const guest = await insertGuest(tx, { id: newId(), ...parsed.value });
    return openSession(tx, guest, refreshToken, { ...origin, isSecondFactorProven: false });
  });
  return ok(await issueSignIn(deps, open));
}
