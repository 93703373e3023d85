import { randomUUID } from 'node:crypto';
import { demoSignIns } from '@storegraph/demo-shop/people';
import type { Secrets } from '@storegraph/standalone/secrets';
import { accessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { importJWK, SignJWT } from 'jose';

/** Who a token is for. */
type Holder = { readonly id: string; readonly role: 'CUSTOMER' | 'STAFF' | 'ADMIN'; readonly isGuest: boolean };

const ISSUER = 'storegraph';
const staff: Holder = { id: demoSignIns.staff.id, role: 'STAFF', isGuest: false };

/**
 * Signs access tokens as the user subgraph does, each of a session of its own, so that no two are equal. They live for
 * a whole run, where the shop's live ten minutes.
 */
export async function signTokens(
  { accessTokenKeys: keySet }: Secrets,
  count: number,
  holder: (index: number) => Holder = () => staff,
): Promise<string[]> {
  const [key] = accessTokenKeys.parse(JSON.parse(keySet)).keys;
  const signingKey = await importJWK(key, 'EdDSA');
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const { id, role, isGuest } = holder(index);
      return new SignJWT({ sub: id, sid: randomUUID(), role, guest: isGuest })
        .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setIssuedAt()
        .setExpirationTime('6h')
        .sign(signingKey);
    }),
  );
}
