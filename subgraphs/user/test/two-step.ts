import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { anonymous } from '@storegraph/testkit/viewers';
import type { Answer } from '@storegraph/testkit/ask';
import { totpTable } from '../src/db/schema.ts';
import { LOGIN, PASSWORD, type Browser, type Harness } from './harness.ts';

export type Account = Browser & { readonly email: string };

export const BEGIN = `mutation { beginTotp { __typename ... on BeginTotpSuccess { secret uri } ... on UserError { message } } }`;
export const CONFIRM = `mutation ($input: ConfirmTotpInput!) { confirmTotp(input: $input) { __typename
  ... on RecoveryCodesSuccess { recoveryCodes user { hasSecondFactor recoveryCodesLeft } } ... on UserError { message field } } }`;
const COMPLETE = `mutation ($input: CompleteLoginInput!) { completeLogin(input: $input) { __typename
  ... on SignInSuccess { user { id name email phone role isGuest } session { id expiresAt } accessToken accessTokenExpiresAt needsSecondFactor }
  ... on RateLimitedError { retryAfterSeconds } ... on UserError { message field } } }`;

/** What somebody with two-step sign-in has at hand. */
export type TwoStep = {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
};

/** A first step that was taken: what it asks for, and the cookies of the browser that took it. */
export type FirstStep = { readonly challenge: string; readonly cookie: string };

export const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

export const cookiesOf = ({ setCookies }: Answer): string => setCookies.map((each) => each.split(';')[0]).join('; ');

export async function turnOn(harness: Harness, { viewer }: Browser): Promise<TwoStep> {
  const begun = await harness.ask(viewer, BEGIN);
  const { secret } = begun.data.beginTotp;
  const { data } = await harness.ask(viewer, CONFIRM, { input: { code: codeOf(secret) } });
  return { secret, recoveryCodes: data.confirmTotp.recoveryCodes };
}

/** As half a minute later, when the app shows a code that was not used yet. */
export const waitForNextCode = async (harness: Harness, { userId }: Browser): Promise<void> =>
  void (await harness.test.database.db.update(totpTable).set({ lastStep: null }).where(eq(totpTable.userId, userId)));

export async function firstStep(harness: Harness, { email }: Account, cookie?: string): Promise<FirstStep> {
  const answer = await harness.ask(
    anonymous,
    `mutation ($input: LoginInput!) { login(input: $input) { __typename ... on SecondFactorRequired { challenge } } }`,
    { input: { email, password: PASSWORD } },
    cookie,
  );
  return { challenge: answer.data.login.challenge, cookie: cookiesOf(answer) };
}

export const secondStep = (harness: Harness, { challenge, cookie }: FirstStep, code: string): Promise<Answer> =>
  harness.ask(anonymous, COMPLETE, { input: { challenge, code } }, cookie);

/** Signs in by the password alone. */
export const signInWith = async (harness: Harness, { email }: Account): Promise<Answer> =>
  harness.ask(anonymous, LOGIN, { input: { email, password: PASSWORD } });
