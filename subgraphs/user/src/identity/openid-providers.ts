import { createHmac } from 'node:crypto';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { parseJson } from '@storegraph/subgraph-kit/json';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import * as openid from 'openid-client';
import { z } from 'zod';
import type { ProvidedIdentity } from '../domain/linked-account.ts';
import type { ProviderSignInFailed } from '../domain/refusals.ts';

const providerSchema = z.object({
  /** In addresses and answers. */
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  /** On the button. */
  name: z.string().min(1).max(60),
  issuer: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

export type ProviderSettings = z.output<typeof providerSchema>;

/** Null for what is no JSON list of providers, each with an id of its own. */
export function parseProviders(text: string): readonly ProviderSettings[] | null {
  const { data } = z.array(providerSchema).safeParse(parseJson(text));
  return data === undefined || new Set(data.map(({ id }) => id)).size < data.length ? null : data;
}

/** What binds an attempt to one browser: both are needed to finish it, and only that browser has the second. */
type Attempt = { readonly state: string; readonly browser: string };

/** The OpenID providers of a shop. */
export type OpenidProviders = {
  readonly list: readonly Pick<ProviderSettings, 'id' | 'name' | 'issuer'>[];
  /** Where the browser goes to sign in, or null for an unknown provider. */
  begin(providerId: string, attempt: Attempt): Promise<Result<string, ProviderSignInFailed> | null>;
  /**
   * Exchanges the code of an answer, and checks the ID token: signature, issuer, audience, times and nonce.
   * @param query - what the provider gave the browser back, as `code=...&state=...`
   */
  finish(providerId: string, attempt: Attempt, query: string): Promise<Result<ProvidedIdentity, ProviderSignInFailed>>;
};

// The router waits five seconds for the whole.
const TIMEOUT_SECONDS = 3;
const CLOCK_TOLERANCE_SECONDS = 30;
const SCOPE = 'openid profile email';

/** A secret of one attempt. Nothing of it is stored: it comes from what the browser alone has. */
const secretOf = (purpose: 'nonce' | 'verifier', { state, browser }: Attempt): string =>
  createHmac('sha256', browser).update(`${purpose}.${state}`).digest('base64url');

const failed = (reason: ProviderSignInFailed['reason']): Result<never, ProviderSignInFailed> =>
  refuse({ kind: 'providerSignInFailed', reason });

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

const profileSchema = z.object({
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
});
const claimsSchema = profileSchema.extend({ sub: z.string().min(1).max(255), iss: z.string().max(255) });

/** What a provider says of somebody beside the ID token, where it has a place for that. */
const userInfo = async (
  configuration: openid.Configuration,
  accessToken: string,
  subject: string,
): Promise<z.output<typeof profileSchema>> =>
  configuration.serverMetadata().userinfo_endpoint === undefined
    ? {}
    : profileSchema.parse(await openid.fetchUserInfo(configuration, accessToken, subject));

/**
 * Signs in by authorization code with PKCE (RFC 7636) and nonce.
 * @param redirectUri - the page that providers send browsers back to
 */
export function createOpenidProviders(
  settings: readonly ProviderSettings[],
  redirectUri: string,
  log: Logger,
): OpenidProviders {
  const configurations = new Map<string, Promise<openid.Configuration>>();
  /** Asked for once; again after it could not be had. */
  const configurationOf = ({ id, issuer, clientId, clientSecret }: ProviderSettings): Promise<openid.Configuration> => {
    const known = configurations.get(id);
    if (known !== undefined) return known;
    const server = new URL(issuer);
    // Without it the signature of an ID token that comes straight from the provider is not looked at.
    const execute = [openid.enableNonRepudiationChecks];
    if (isLoopback(server)) execute.push(openid.allowInsecureRequests);
    const asked = openid.discovery(
      server,
      clientId,
      { [openid.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      openid.ClientSecretBasic(clientSecret),
      { timeout: TIMEOUT_SECONDS, execute },
    );
    configurations.set(id, asked);
    asked.catch(() => configurations.delete(id));
    return asked;
  };
  const find = (id: string): ProviderSettings | undefined => settings.find((each) => each.id === id);

  return {
    list: settings,
    begin: async (providerId, attempt) => {
      const provider = find(providerId);
      if (provider === undefined) return null;
      try {
        const url = openid.buildAuthorizationUrl(await configurationOf(provider), {
          redirect_uri: redirectUri,
          scope: SCOPE,
          state: attempt.state,
          nonce: secretOf('nonce', attempt),
          code_challenge: await openid.calculatePKCECodeChallenge(secretOf('verifier', attempt)),
          code_challenge_method: 'S256',
        });
        return ok(url.href);
      } catch (err) {
        log.warn({ err, provider: providerId }, 'an OpenID provider does not answer');
        return failed('UNAVAILABLE');
      }
    },
    finish: async (providerId, attempt, query) => {
      const provider = find(providerId);
      if (provider === undefined) return failed('INVALID');
      const answer = new URL(redirectUri);
      answer.search = query;
      if (answer.searchParams.get('error') === 'access_denied') return failed('CANCELLED');
      try {
        const configuration = await configurationOf(provider);
        const tokens = await openid.authorizationCodeGrant(configuration, answer, {
          expectedState: attempt.state,
          expectedNonce: secretOf('nonce', attempt),
          pkceCodeVerifier: secretOf('verifier', attempt),
          idTokenExpected: true,
        });
        const { sub, iss, ...inToken } = claimsSchema.parse(tokens.claims());
        const claims = inToken.email === undefined ? await userInfo(configuration, tokens.access_token, sub) : inToken;
        return ok({
          issuer: iss,
          subject: sub,
          name: claims.name ?? claims.preferred_username ?? '',
          verifiedEmail: claims.email_verified === true ? (claims.email ?? null) : null,
        });
      } catch (err) {
        log.warn({ err, provider: providerId }, 'an OpenID provider did not sign in');
        return failed(isUnanswered(err) ? 'UNAVAILABLE' : 'INVALID');
      }
    },
  };
}

/** True for what is no answer at all, or that of a provider in trouble. */
function isUnanswered(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  if (!(error instanceof openid.ClientError)) return false;
  return error.code === 'OAUTH_TIMEOUT' || error.cause instanceof TypeError;
}
