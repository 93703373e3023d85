import {
  invalidInput,
  ok,
  refuse,
  type InvalidInput,
  type RateLimited,
  type Result,
} from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import { insertChallenge, takeChallenge } from '../db/challenge-store.ts';
import {
  deleteLinkedAccount,
  findLinkedAccount,
  findLinkedAccountsOf,
  insertLinkedAccount,
} from '../db/linked-account-store.ts';
import { findPasskeysOf } from '../db/passkey-store.ts';
import { findCredentials, lockUser } from '../db/user-store.ts';
import type { ProvidedIdentity } from '../domain/linked-account.ts';
import type { NotFound, ProviderSignInFailed } from '../domain/refusals.ts';
import { hashChallenge, newChallenge } from '../identity/challenge.ts';
import type { Deps } from './deps.ts';
import { againWhenLinked, failed, findOrCreate } from './linked-user.ts';
import type { Origin } from './origin.ts';
import { issueSignIn, passFirstFactor, type Asking, type SecondFactorRequired, type SignIn } from './sign-in.ts';

/**
 * Where the browser goes to sign in. What comes back is good for this browser, this provider and this purpose, once.
 * @param linkTo - the signed-in user whose account gets the link; null signs in
 */
export async function beginProviderSignIn(
  { database, openidProviders, tryLimits }: Deps,
  providerId: string,
  linkTo: Person | null,
  browser: string,
  { addressHash }: Origin,
): Promise<Result<string, ProviderSignInFailed | NotFound | RateLimited>> {
  const allowed = await tryLimits.provider(addressHash);
  if (!allowed.ok) return allowed;
  const state = `${providerId}.${newChallenge()}`;
  const begun = await openidProviders.begin(providerId, { state, browser });
  if (begun === null) return refuse({ kind: 'notFound', what: 'provider', field: ['input', 'providerId'] });
  if (!begun.ok) return begun;
  await insertChallenge(database.db, {
    hash: hashChallenge(state, browser),
    purpose: linkTo === null ? 'PROVIDER_SIGN_IN' : 'PROVIDER_LINK',
    userId: linkTo?.userId ?? null,
  });
  return begun;
}

/** Who is at the browser by what a provider sent it back with. Each answer is taken once, right or wrong. */
async function identityOf(
  { database, openidProviders }: Deps,
  query: string,
  browser: string,
  linkTo: Person | null,
): Promise<Result<ProvidedIdentity, ProviderSignInFailed>> {
  const state = new URLSearchParams(query).get('state') ?? '';
  const isOpen = await takeChallenge(database.db, {
    hash: hashChallenge(state, browser),
    purpose: linkTo === null ? 'PROVIDER_SIGN_IN' : 'PROVIDER_LINK',
    userId: linkTo?.userId ?? null,
  });
  if (!isOpen) return failed('EXPIRED');
  return openidProviders.finish(state.split('.')[0] ?? '', { state, browser }, query);
}

/** Signs in who has a link, and makes an account for whom nobody knows. */
export async function completeProviderSignIn(
  deps: Deps,
  query: string,
  asking: Asking,
  origin: Origin,
): Promise<Result<SignIn | SecondFactorRequired, ProviderSignInFailed>> {
  const identity = await identityOf(deps, query, asking.browser, null);
  if (!identity.ok) return identity;
  const signIn = () =>
    deps.database.transaction<Result<Awaited<ReturnType<typeof passFirstFactor>>, ProviderSignInFailed>>(async (tx) => {
      const user = await findOrCreate(tx, identity.value);
      if (!user.ok) return user;
      return user.value.isDisabled ? failed('LOCKED') : ok(await passFirstFactor(tx, user.value, asking, origin));
    });
  const passed = await againWhenLinked(signIn);
  if (!passed.ok) return passed;
  return ok('challenge' in passed.value ? passed.value : await issueSignIn(deps, passed.value));
}

/** Adds a provider's account to the one that is signed in. */
export async function linkProvider(
  deps: Deps,
  actor: Person,
  query: string,
  browser: string,
): Promise<Result<string, ProviderSignInFailed>> {
  const identity = await identityOf(deps, query, browser, actor);
  if (!identity.ok) return identity;
  return deps.database.transaction(async (tx) => {
    const user = await lockUser(tx, actor.userId);
    if (user === null || user.isGuest || user.isDisabled) return failed('LOCKED');
    if (await insertLinkedAccount(tx, { ...identity.value, userId: user.id })) return ok(user.id);
    const link = await findLinkedAccount(tx, identity.value);
    return link?.userId === user.id ? ok(user.id) : failed('TAKEN');
  });
}

/** Removes a link, unless nothing else would sign the user in. */
export async function unlinkProvider(
  { database }: Deps,
  { userId }: Person,
  id: string,
): Promise<Result<string, InvalidInput | NotFound>> {
  return database.transaction(async (tx) => {
    // Two at once must not remove the last two.
    await lockUser(tx, userId);
    const [links, passkeys, credentials] = [
      await findLinkedAccountsOf(tx, [userId]),
      await findPasskeysOf(tx, [userId]),
      await findCredentials(tx, userId),
    ];
    if (links.some((each) => each.id === id) && links.length + passkeys.length === 1 && !credentials?.passwordHash)
      return refuse(
        invalidInput('Nothing else would sign you in. Choose a password first.', 'input', 'linkedAccountId'),
      );
    return (await deleteLinkedAccount(tx, { id, userId }))
      ? ok(id)
      : refuse({ kind: 'notFound', what: 'provider', field: ['input', 'linkedAccountId'] });
  });
}
