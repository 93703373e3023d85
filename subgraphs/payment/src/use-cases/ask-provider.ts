import { postponeCharge } from '../db/charge-store.ts';
import type { ChargeReport } from '../domain/charge.ts';
import type { Payment } from '../domain/payment.ts';
import type { Deps } from './deps.ts';

/**
 * Asks for the money of an attempt in time, and gives up that of one which has ended. The charge must be noted before:
 * its id makes it safe to ask again, by several at once. Null without an answer, and then it is asked for again later.
 */
export async function askProvider({ database, providers, log }: Deps, attempt: Payment): Promise<ChargeReport | null> {
  try {
    const provider = providers.of(attempt);
    // The limits on waiting are the provider list's.
    const outcome = attempt.status === 'PENDING' ? await provider.capture(attempt) : await provider.cancel(attempt);
    switch (outcome) {
      case 'captured':
        return { kind: 'taken', amountMinor: attempt.amountMinor, currency: attempt.currency };
      case 'declined':
      case 'cancelled':
        return { kind: 'notTaken' };
    }
  } catch (error) {
    log.warn({ err: error, paymentId: attempt.id }, 'a charge has no answer; it is asked for again');
    await postponeCharge(database.db, attempt.id, error).catch((reason: unknown) =>
      log.warn({ err: reason, paymentId: attempt.id }, 'a charge is not postponed; it is asked for again all the same'),
    );
    return null;
  }
}
