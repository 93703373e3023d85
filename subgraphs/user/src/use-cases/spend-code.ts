import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { acceptStep, findTotp, takeRecoveryCode } from '../db/totp-store.ts';
import { hashRecoveryCode } from '../identity/recovery-codes.ts';
import { stepOfCode } from '../identity/totp.ts';
import type { Deps } from './deps.ts';

const SIX_DIGITS = /^\d{6}$/;

/** Uses up a code of the authenticator app, or a recovery code. False when it is wrong, or was used before. */
export async function spendCode({ seal }: Deps, tx: Tx, userId: string, code: string): Promise<boolean> {
  if (!SIX_DIGITS.test(code)) return takeRecoveryCode(tx, userId, hashRecoveryCode(code));
  const totp = await findTotp(tx, userId);
  if (totp === null || !totp.isConfirmed) return false;
  const step = stepOfCode(seal.open(totp.sealedSecret, userId), code, Date.now());
  return step !== null && acceptStep(tx, totp, step);
}
