import { invalidInput, type InvalidInput } from '@storegraph/subgraph-kit/result';
import type { Session } from './session.ts';
import type { User } from './user.ts';

export const RECOVERY_CODES = 10;
export const MAX_PASSKEYS = 20;

/** Whether staff need a second factor to do their work. */
export type StaffRule = 'required' | 'optional';

/** What an account signs in with besides its password. */
export type Factors = { readonly hasTotp: boolean; readonly passkeys: number };

/**
 * True for a session of staff that has proven one factor where the shop wants two. Such a session is a customer's: it
 * can set a second factor up, and opens nothing of the shop's work.
 */
export const isHeldBack = ({ role }: User, { secondFactorAt }: Session, rule: StaffRule): boolean =>
  rule === 'required' && role !== 'CUSTOMER' && secondFactorAt === null;

/**
 * Why a factor cannot be added in a session, or null when it can. Who knows the password alone must not replace the
 * factor that keeps them out.
 */
export function objectionToAdding(user: User, factors: Factors, session: Session): InvalidInput | null {
  if (user.isGuest) return invalidInput('A guest has nothing to sign in with. Register first.');
  if ((factors.hasTotp || factors.passkeys > 0) && session.secondFactorAt === null)
    return invalidInput('Sign in with your passkey or a code first, then add another.');
  return null;
}

/** Why a factor cannot go, or null when it can. */
export const objectionToRemoving = ({ role }: User, left: Factors, rule: StaffRule): InvalidInput | null =>
  rule === 'required' && role !== 'CUSTOMER' && !left.hasTotp && left.passkeys === 0
    ? invalidInput('This shop wants its staff to have a second factor. Add another one first.')
    : null;
