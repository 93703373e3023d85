import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** An OpenID provider that says what a test wants, right or wrong. */
export type TestProvider = {
  readonly issuer: string;
  /** Signs in at the address that the shop sent the browser to; returns the query that it comes back with. */
  signIn(url: string, claims?: JWTPayload): string;
  /** Changes what the next ID tokens say, or who signs them. */
  readonly lies: { claims: Record<string, unknown>; isForged: boolean };
  isDown: boolean;
  close(): Promise<void>;
};

export const CLIENT = { id: 'shop', secret: 'the secret of the shop at its provider' };

export async function startTestProvider(): Promise<TestProvider> {
  const [keys, forged] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, { readonly challenge: string; readonly claims: JWTPayload }>();
  const idToken = ({ claims }: { claims: JWTPayload }): Promise<string> => {
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({
      iss: provider.issuer,
      aud: CLIENT.id,
      iat: now,
      exp: now + 60,
      ...claims,
      ...provider.lies.claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .sign(provider.lies.isForged ? forged.privateKey : keys.privateKey);
  };
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (provider.isDown) return void request.socket.destroy();
    if (request.url === '/.well-known/openid-configuration')
      return answer(200, {
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (request.url === '/jwks') return answer(200, { keys: [jwk] });
    const form = new URLSearchParams(await text(request));
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (code?.challenge !== challenge) return answer(400, { error: 'invalid_grant' });
    answer(200, { access_token: 'unused', token_type: 'Bearer', id_token: await idToken(code) });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const provider: TestProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signIn: (url, claims = {}) => {
      const asked = new URL(url).searchParams;
      const code = `code-${codes.size}-${asked.get('state')}`;
      codes.set(code, {
        challenge: asked.get('code_challenge') ?? '',
        claims: { nonce: asked.get('nonce'), ...claims },
      });
      return new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
    },
    lies: { claims: {}, isForged: false },
    isDown: false,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return provider;
}
