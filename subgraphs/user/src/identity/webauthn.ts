import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { parseJson } from '@storegraph/subgraph-kit/json';
import { z } from 'zod';
import { CHALLENGE_MINUTES } from '../domain/challenge.ts';
import type { Passkey } from '../domain/passkey.ts';

// EdDSA, ECDSA with P-256 and RSA: what all authenticators speak.
const ALGORITHMS = [-8, -7, -257];
const TIMEOUT_MS = CHALLENGE_MINUTES * 60_000;
const LONGEST_RESPONSE = 20_000;

const credential = z.object({
  id: z.base64url().min(1).max(1_364),
  rawId: z.base64url(),
  type: z.literal('public-key'),
});
const registration = credential
  .extend({
    response: z.object({
      clientDataJSON: z.base64url(),
      attestationObject: z.base64url(),
      transports: z.array(z.string().max(32)).max(10).default([]),
    }),
  })
  .transform((given) => ({ ...given, clientExtensionResults: {} }));
const signIn = credential
  .extend({
    response: z.object({
      clientDataJSON: z.base64url(),
      authenticatorData: z.base64url(),
      signature: z.base64url(),
      userHandle: z.base64url(),
    }),
  })
  .transform((given) => ({ ...given, clientExtensionResults: {} }));

/** What a browser says about a new passkey. */
export type PasskeyRegistration = z.output<typeof registration>;
/** What a browser says of somebody who signs in by one. */
export type PasskeySignIn = z.output<typeof signIn>;

const jsonOf = <Value>(rules: z.ZodType<Value>) => z.string().max(LONGEST_RESPONSE).transform(parseJson).pipe(rules);

/** Browsers' answers, as JSON of the Web Authentication API. */
export const passkeyRegistration = jsonOf(registration);
export const passkeySignIn = jsonOf(signIn);

const clientData = z.object({ challenge: z.base64url() });

/** Which challenge an answer is to, or null. */
export function challengeOf({ response }: PasskeyRegistration | PasskeySignIn): string | null {
  const text = Buffer.from(response.clientDataJSON, 'base64url').toString('utf8');
  return clientData.safeParse(parseJson(text)).data?.challenge ?? null;
}

/** How an authenticator is told who signs in: no name, nothing personal. */
const handleOf = (userId: string): Buffer<ArrayBuffer> => Buffer.from(userId.replaceAll('-', ''), 'hex');

type Credential = Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports'>;

/** The server's side of Web Authentication, for the site that people reach the shop at. */
export type Webauthn = {
  /** What the browser makes a passkey from, as JSON. */
  registrationOptions(
    user: { readonly id: string; readonly name: string; readonly email: string },
    challenge: string,
    known: readonly Passkey[],
  ): Promise<string>;
  /** The new key, or null when the answer does not prove that the user was there and verified. */
  verifyRegistration(answer: PasskeyRegistration, challenge: string): Promise<Credential | null>;
  signInOptions(challenge: string): Promise<string>;
  /** The key's own count of its uses, or null when it did not sign, or for another user than the passkey's. */
  verifySignIn(answer: PasskeySignIn, challenge: string, passkey: Passkey): Promise<number | null>;
};

/** @param shopUrl - its host is what passkeys are bound to: another one, and no passkey works any more */
export function createWebauthn(shopUrl: string, shopName: string): Webauthn {
  const { origin: expectedOrigin, hostname: rpID } = new URL(shopUrl);
  const expected = { expectedOrigin, expectedRPID: rpID, requireUserVerification: true };
  return {
    registrationOptions: async ({ id, name, email }, challenge, known) =>
      JSON.stringify(
        await generateRegistrationOptions({
          rpName: shopName,
          rpID,
          userName: email,
          userDisplayName: name,
          userID: handleOf(id),
          challenge: Buffer.from(challenge, 'base64url'),
          timeout: TIMEOUT_MS,
          attestationType: 'none',
          excludeCredentials: known.map(({ credentialId, transports }) => ({
            id: credentialId,
            transports: [...transports],
          })),
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
          supportedAlgorithmIDs: ALGORITHMS,
        }),
      ),
    verifyRegistration: async (response, expectedChallenge) => {
      const { registrationInfo } = await orNothing(
        verifyRegistrationResponse({ ...expected, response, expectedChallenge, supportedAlgorithmIDs: ALGORITHMS }),
      );
      if (registrationInfo === undefined) return null;
      const { id, publicKey, counter } = registrationInfo.credential;
      return {
        credentialId: id,
        publicKey: Buffer.from(publicKey).toString('base64url'),
        counter,
        transports: response.response.transports,
      };
    },
    signInOptions: async (challenge) =>
      JSON.stringify(
        await generateAuthenticationOptions({
          rpID,
          challenge: Buffer.from(challenge, 'base64url'),
          timeout: TIMEOUT_MS,
          userVerification: 'required',
        }),
      ),
    verifySignIn: async (response, expectedChallenge, { userId, credentialId, publicKey }) => {
      if (response.response.userHandle !== handleOf(userId).toString('base64url')) return null;
      const { verified, authenticationInfo } = await orNothing(
        verifyAuthenticationResponse({
          ...expected,
          response,
          expectedChallenge,
          // The library compares the count before the signature. We compare it after, as the row is written.
          credential: { id: credentialId, publicKey: Buffer.from(publicKey, 'base64url'), counter: 0 },
        }),
      );
      return verified === true ? authenticationInfo.newCounter : null;
    },
  };
}

// The library throws at whatever does not fit, its input being a stranger's.
const orNothing = <Verified>(verifying: Promise<Verified>): Promise<Verified | Record<keyof Verified, undefined>> =>
  verifying.catch(() => ({}) as Record<keyof Verified, undefined>);
