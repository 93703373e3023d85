import { randomUUID } from 'node:crypto';
import type { SignInAnswer } from './answers.ts';
import { documents } from './documents.ts';
import { succeeded, type Outcome } from './outcome.ts';
import type { Visitor } from './visitor.ts';

/** What an account needs; made up where a test does not care. */
export type Account = { readonly name: string; readonly email: string; readonly password: string };

export const newAccount = (name = 'Robin Example'): Account => ({
  name,
  email: `robin.${randomUUID()}@example.com`,
  password: `long enough ${randomUUID()}`,
});

/** Signs the visitor in: the cookies are kept already, the token is from now on. */
async function signIn(
  visitor: Visitor,
  field: 'continueAsGuest' | 'register' | 'login',
  input: object,
): Promise<SignInAnswer> {
  const answer = succeeded<SignInAnswer>((await visitor.read(documents[field], { input }))[field]);
  visitor.accessToken = answer.accessToken;
  return answer;
}

export const continueAsGuest = (visitor: Visitor, name = 'Gale Guest'): Promise<SignInAnswer> =>
  signIn(visitor, 'continueAsGuest', { name, phone: '+1 555 0100 200' });

export const register = (visitor: Visitor, account: Account): Promise<SignInAnswer> =>
  signIn(visitor, 'register', account);

export const login = (visitor: Visitor, { email, password }: Omit<Account, 'name'>): Promise<SignInAnswer> =>
  signIn(visitor, 'login', { email, password });

/** As the client does before the access token runs out. */
export async function refreshSession(visitor: Visitor): Promise<Outcome<SignInAnswer>> {
  const { refreshSession: outcome } = await visitor.read(documents.refreshSession);
  if (outcome.__typename === 'SignInSuccess') visitor.accessToken = outcome.accessToken;
  return outcome;
}

/** As the client does: the token is forgotten, the cookie is cleared by the answer. */
export async function logout(visitor: Visitor): Promise<number> {
  const { logout: outcome } = await visitor.read(documents.logout);
  visitor.accessToken = null;
  return outcome.endedSessions;
}
