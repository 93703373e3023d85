import { z } from 'zod';
import { parseInput } from '@storegraph/subgraph-kit/input/parse-input';
import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { endSessionsOf, markSecondFactor } from '../db/session-store.ts';
import { confirmTotp as turnOn, findTotp, replaceRecoveryCodes } from '../db/totp-store.ts';
import type { SessionEnded, WrongCode } from '../domain/refusals.ts';
import { objectionToAdding } from '../domain/second-factor.ts';
import { hashRecoveryCode, newRecoveryCodes } from '../identity/recovery-codes.ts';
import { stepOfCode } from '../identity/totp.ts';
import type { Deps } from './deps.ts';
import { secondFactorCode } from './input-rules.ts';
import { auditOwn, lockOwnFactors } from './own-factors.ts';

const inputSchema = z.object({ code: secondFactorCode });

/**
 * Turns two-step sign-in on, by a first code. Answers with recovery codes, which nobody sees again. Every other session
 * ends, as it was opened with one factor.
 */
export async function confirmTotp(
  { database, seal }: Deps,
  person: Person,
  input: unknown,
): Promise<Result<readonly string[], InvalidInput | WrongCode | SessionEnded>> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  return database.transaction(async (tx) => {
    const own = await lockOwnFactors(tx, person);
    if (!own.ok) return own;
    const { user, session, factors } = own.value;
    const totp = await findTotp(tx, user.id);
    if (totp === null || totp.isConfirmed) return refuse(invalidInput('There is no two-step sign-in to turn on.'));
    const objection = objectionToAdding(user, factors, session);
    if (objection) return refuse(objection);
    const step = stepOfCode(seal.open(totp.sealedSecret, user.id), parsed.value.code, Date.now());
    if (step === null || !(await turnOn(tx, user.id, step))) return refuse({ kind: 'wrongCode' });
    const codes = newRecoveryCodes();
    await replaceRecoveryCodes(tx, user.id, codes.map(hashRecoveryCode));
    await markSecondFactor(tx, session.id);
    await endSessionsOf(tx, user.id, { except: session.id });
    await auditOwn(tx, person, 'confirmTotp');
    return ok(codes);
  });
}
