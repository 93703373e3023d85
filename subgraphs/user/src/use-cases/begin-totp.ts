import { invalidInput, ok, refuse, type InvalidInput, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { insertTotp } from '../db/totp-store.ts';
import type { SessionEnded } from '../domain/refusals.ts';
import { objectionToAdding } from '../domain/second-factor.ts';
import { newTotpSecret, totpUri } from '../identity/totp.ts';
import type { Deps } from './deps.ts';
import { lockOwnFactors } from './own-factors.ts';

/** What an authenticator app is set up with. */
export type TotpSetup = { readonly secret: string; readonly uri: string };

/** Makes the secret of an authenticator app. It changes nothing until a code of it was right. */
export function beginTotp(
  { database, seal, shopName }: Deps,
  person: Person,
): Promise<Result<TotpSetup, InvalidInput | SessionEnded>> {
  return database.transaction(async (tx) => {
    const own = await lockOwnFactors(tx, person);
    if (!own.ok) return own;
    const { user, session, factors } = own.value;
    if (factors.hasTotp) return refuse(invalidInput('Two-step sign-in is on already. Turn it off first.'));
    const objection = objectionToAdding(user, factors, session);
    if (objection) return refuse(objection);
    const secret = newTotpSecret();
    await insertTotp(tx, { userId: user.id, sealedSecret: seal.close(secret, user.id) });
    return ok({ secret, uri: totpUri(secret, shopName, user.email ?? user.name) });
  });
}
